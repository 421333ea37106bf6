"""Sentences of the desk: its store, its rules, its exchange."""

from __future__ import annotations

STATES: dict[str, str] = {
    "01": "Đã đến",
    "02": "Từ chối tiếp nhận",
    "03": "Đã tiếp nhận",
    "04": "Phân công",
    "05": "Đang xử lý",
    "06": "Hoàn thành",
    "13": "Xin lấy lại",
    "15": "Đồng ý lấy lại hoặc cập nhật",
    "16": "Từ chối lấy lại hoặc cập nhật",
}

HANDLINGS: dict[str, str] = {
    "arrived": "mới đến",
    "accepted": "đã nhận",
    "refused": "đã từ chối",
    "registered": "đã vào sổ",
    "sent": "văn bản đi",
}

JOB_STATES: dict[str, str] = {
    "queued": "chờ gửi",
    "done": "đã gửi",
    "failed": "bị từ chối",
    "expired": "hết hạn thử lại",
    "held": "chờ sổ cơ quan ghi nhận",
    "replaced": "đã lập lại theo sổ mới",
}

FACT_NAMES: dict[str, str] = {
    "number": "số",
    "notation": "ký hiệu",
    "date": "ngày ban hành",
    "subject": "trích yếu",
    "signer": "người ký",
}

ERRORS: dict[str, str] = {
    # three kinds, where nothing closer is known
    "refusal": "Quy định không cho phép việc này.",
    "hindrance": "Chưa làm được lúc này; hãy thử lại sau.",
    "unreadable": "Không đọc được dữ liệu đầu vào.",
    # store
    "store-damaged": (
        "Kho dữ liệu của bàn làm việc bị hỏng ({where}); không có gì bị ghi thêm. "
        "Hãy giữ nguyên thư mục và khôi phục từ bản sao lưu."
    ),
    "store-missing": "Thư mục {home} chưa có bàn làm việc. Hãy tạo bằng: ecabinet desk create.",
    "store-exists": "Thư mục {home} đã có bàn làm việc; không ghi đè. Hãy chọn thư mục khác.",
    "store-too-new": (
        "Kho dữ liệu do phiên bản mới hơn tạo ra (phiên bản {found}, chương trình này biết đến {known}). "
        "Hãy cập nhật chương trình."
    ),
    "wrong-store-passphrase": "Mật khẩu của bàn làm việc không đúng. Không có gì bị thay đổi.",
    "no-key-store": (
        "Máy này không có kho khóa hệ thống đáng tin để giữ khóa của bàn làm việc. Hãy dùng mật khẩu: --passphrase-fd."
    ),
    "disk-full": "Đĩa đã đầy; việc vừa làm chưa được ghi. Hãy giải phóng dung lượng rồi làm lại.",
    "disk-fails": "Máy không đọc hoặc không ghi được đĩa; việc vừa làm chưa được ghi. Hãy kiểm tra đĩa và quyền ghi.",
    "store-busy": "Kho dữ liệu đang bị tiến trình khác giữ quá lâu. Hãy thử lại sau.",
    "stored-file-damaged": "Tệp {file} trong kho bị thiếu hoặc bị hỏng. Hãy khôi phục từ bản sao lưu.",
    # people and identifiers
    "only-the-clerk": (
        "Chỉ văn thư được làm việc này (Điều 15, 17, 21, 22 Nghị định 30/2020/NĐ-CP); {official} không phải văn thư."
    ),
    "bad-organ-id": "Mã định danh cơ quan không đúng: {organ_id}. Mã gồm chữ số, chữ hoa và dấu chấm, tối đa 35 ký tự.",
    "bad-document-number": "Số hoặc ký hiệu không đúng dạng: số “{number}”, ký hiệu “{notation}”.",
    # sending
    "document-not-issued": (
        "Tệp {file} chưa phải văn bản đã ban hành (kết quả kiểm tra: {verdict}). "
        "Cần chữ ký số hợp lệ của người có thẩm quyền và của cơ quan."
    ),
    "attachment-does-not-verify": "Tệp kèm theo {file} có chữ ký số không đạt ({verdict}). Hãy thay bằng tệp hợp lệ.",
    "sealed-by-another-agency": "{file} mang con dấu của cơ quan {sealed_by}, không phải của {agency}; "
    "chỉ gửi văn bản do chính cơ quan ban hành.",
    "seal-does-not-hold": "Chứng thư con dấu không dùng được ({why}) nên chưa gửi; hãy dùng con dấu còn hiệu lực.",
    "secrecy-unknown": "Không dò được dấu chỉ độ mật trong {file} (tệp quá lớn hoặc dựng bất thường) nên chưa gửi; "
    "hãy xuất lại thành PDF thường.",
    "secret-document": (
        "Tệp {file} mang dấu {mark}: văn bản chứa bí mật nhà nước không được đưa vào hệ thống "
        "(Luật Bảo vệ bí mật nhà nước)."
    ),
    "differs-from-sealed-document": (
        "Giá trị “{given}” khác với văn bản đã đóng dấu (“{sealed}”, mục {fact}). Hãy dùng đúng giá trị trên văn bản."
    ),
    "dispatch-fact-missing": "Thiếu hoặc sai thông tin bắt buộc: {fact}. Hãy ghi bằng tham số hoặc trong tệp --meta.",
    "unknown-addressee": "Cơ quan nhận {organ_id} không có trong danh bạ. Hãy kiểm tra mã định danh hoặc đồng bộ lại.",
    "number-taken": "Số {number} năm {year} (sổ {series}) đã cấp cho văn bản khác. Hãy dùng số chưa cấp.",
    "packet-refused": "{cause} Vì vậy chưa lập được gói tin gửi đi.",
    "seal-of-another-agency": "Chứng thư số của dấu thuộc {seal}, không phải của cơ quan {agency}.",
    # receiving
    "dispatch-unknown": "Không có văn bản nào mang mã {id}.",
    "dispatch-ambiguous": "Có nhiều văn bản bắt đầu bằng mã {id}. Hãy ghi mã dài hơn.",
    "dispatch-not-incoming": "Văn bản {id} là văn bản đi, không tiếp nhận hay vào sổ đến được.",
    "dispatch-already-decided": "Văn bản {id} đã được xử lý trước đó ({handling}).",
    "refusal-needs-reason": "Từ chối tiếp nhận phải có lý do: --reason.",
    "evidence-does-not-hold": (
        "Không được tiếp nhận hay vào sổ văn bản này: kết quả kiểm tra là {verdict}. "
        "Hãy từ chối kèm lý do để nơi gửi gửi lại."
    ),
    "evidence-undecided": (
        "Chưa đủ căn cứ để tin văn bản này ({verdict}). Nếu vẫn nhận, hãy ghi lý do bằng --despite; lý do được lưu."
    ),
    "arrival-number-taken": "Số đến {number} đã được cấp. Hãy dùng số khác hoặc để chương trình cấp số.",
    "packet-unreadable": "Gói tin không đọc được; bản gốc được giữ riêng để đối chiếu.",
    # exchange
    "exchange-refused": "{cause} Trục liên thông đã từ chối yêu cầu.",
    "exchange-out-of-reach": "{cause} Việc gửi, nhận chưa xong và sẽ được thử lại khi đồng bộ.",
    "hub-address": "Địa chỉ trục liên thông không đúng; cần dạng https://MÁY:CỔNG và dấu vân tay 64 chữ số hệ 16.",
    "hub-knows-another-agency": "Trục liên thông xếp người dùng này vào cơ quan khác ({agency}).",
    "desk-meta-unreadable": "Tệp thông tin {file} không đọc được: {detail}.",
    "extract-target-taken": "Thư mục {folder} đã có tệp {name}; không ghi đè. Hãy chọn thư mục khác.",
}

FINDINGS: dict[str, str] = {
    "duplicate-document-id": "Mã định danh văn bản này đã đến trước đó (xem văn bản {other}).",
    "duplicate-number": "Số, ký hiệu {number} của cùng cơ quan ban hành đã đến trước đó (xem văn bản {other}).",
    "manifest-missing": "Gói tin không có bản kê khai đã ký (manifest.xml).",
    "manifest-missing-from-capable-sender": (
        "Nơi gửi {sender} luôn kèm bản kê khai đã ký nhưng gói tin này không có; không được vào sổ."
    ),
    "manifest-seal-not-listed": "Bản kê khai được ký bằng dấu không có trong danh bạ của {sender}.",
    "manifest-signer-is-not-sender": "Bản kê khai do {signer} ký, không phải nơi gửi {sender}.",
    "manifest-too-large": "Bản kê khai quá lớn nên không được kiểm tra.",
    "envelope-number-differs": "Số trên phong bì ({written}) khác số trên văn bản đã đóng dấu ({sealed}).",
    "envelope-date-differs": "Ngày trên phong bì ({written}) khác ngày trên văn bản đã đóng dấu ({sealed}).",
    "sender-differs": "Phong bì ghi nơi gửi {written} nhưng trục liên thông xác thực là {authenticated}.",
    "secrecy-mark-found": "Văn bản mang dấu {mark}; không được xử lý trên hệ thống này.",
    "document-not-issued": "Tệp {file} chưa đủ chữ ký số của người có thẩm quyền và của cơ quan.",
    "file-too-large-to-judge": "Tệp {file} quá lớn nên chữ ký chưa được kiểm tra.",
}
