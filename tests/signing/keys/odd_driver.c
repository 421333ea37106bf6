/* A PKCS#11 driver (v2.40) that is SoftHSM with the oddities of real ones: it crashes, hangs, prints, has a PIN pad, says
   that tries run out, or lacks mechanisms. ODD_WHAT says which, ODD_DRIVER which driver does the work. */
#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

typedef unsigned long number;
typedef struct { unsigned char version[2]; void *calls[68]; } functions;

enum { GET_SLOT_LIST = 4, GET_TOKEN_INFO = 6, GET_MECHANISM_LIST = 7, LOGIN = 18, SIGN = 43 };
enum { FLAGS_AT = 96, PIN_PAD = 0x100, COUNT_LOW = 0x10000, FINAL_TRY = 0x20000, LOCKED = 0x40000 };
enum { RSA_PKCS = 0x1, ECDSA = 0x1041 };

static functions odd, *real;

static int is(const char *what) { const char *said = getenv("ODD_WHAT"); return said && !strcmp(said, what); }

static void misbehave(const char *crash, const char *hang)
{
    if (is(crash)) { volatile int *nowhere = 0; *nowhere = 1; }
    while (is(hang)) sleep(1);
}

static number get_slot_list(unsigned char present, number *slots, number *count)
{
    printf("drivers do print things\n"); fflush(stdout);
    misbehave("crash", "hang");
    if (is("leave")) exit(0);
    return ((number (*)(unsigned char, number *, number *)) real->calls[GET_SLOT_LIST])(present, slots, count);
}

static number get_token_info(number slot, unsigned char *info)
{
    number result = ((number (*)(number, unsigned char *)) real->calls[GET_TOKEN_INFO])(slot, info);
    number flags; memcpy(&flags, info + FLAGS_AT, sizeof flags);
    if (is("low")) flags |= COUNT_LOW;
    if (is("final")) flags |= COUNT_LOW | FINAL_TRY;
    if (is("locked")) flags |= LOCKED;
    if (is("pad")) flags |= PIN_PAD;
    memcpy(info + FLAGS_AT, &flags, sizeof flags);
    return result;
}

static number get_mechanism_list(number slot, number *list, number *count)
{
    number result = ((number (*)(number, number *, number *)) real->calls[GET_MECHANISM_LIST])(slot, list, count);
    if (list && (is("no-raw") || is("no-mechanism")))
        for (number i = 0; i < *count; i++)
            if (is("no-mechanism") || list[i] == RSA_PKCS || list[i] == ECDSA) list[i] = 0x220; /* MD5 */
    return result;
}

static number login(number session, number user, unsigned char *pin, number length)
{
    if (is("pad") && !pin) { pin = (unsigned char *) getenv("ODD_PIN"); length = strlen((char *) pin); }
    return ((number (*)(number, number, unsigned char *, number)) real->calls[LOGIN])(session, user, pin, length);
}

static number sign(number session, unsigned char *data, number length, unsigned char *signature, number *size)
{
    if (signature) misbehave("crash-while-signing", "hang-while-signing");
    return ((number (*)(number, unsigned char *, number, unsigned char *, number *)) real->calls[SIGN])(
        session, data, length, signature, size);
}

number C_GetFunctionList(functions **list)
{
    void *driver = dlopen(getenv("ODD_DRIVER"), RTLD_NOW);
    if (!driver || ((number (*)(functions **)) dlsym(driver, "C_GetFunctionList"))(&real)) return 5;
    odd = *real;
    odd.calls[GET_SLOT_LIST] = get_slot_list;
    odd.calls[GET_TOKEN_INFO] = get_token_info;
    odd.calls[GET_MECHANISM_LIST] = get_mechanism_list;
    odd.calls[LOGIN] = login;
    odd.calls[SIGN] = sign;
    *list = &odd;
    return 0;
}
