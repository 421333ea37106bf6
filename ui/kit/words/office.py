"""Words for an office's book: why a statement is set aside, and why the desk will not sign it."""

from __future__ import annotations

FINDINGS: dict[str, str] = {
    # any statement
    "unknown-type": "Phiên bản này không biết loại tuyên bố {type}; hãy cập nhật chương trình.",
    "not-founded": "Sổ chưa được lập bằng tuyên bố có dấu của cơ quan nên chưa ghi được gì.",
    "already-founded": "Sổ đã được lập; không lập lần thứ hai.",
    "not-an-office": "Đây không phải sổ của một cơ quan.",
    "founding-not-sealed": "Tuyên bố lập sổ phải mang chữ ký số của chính cơ quan lập sổ.",
    "statement-repeated": "Tuyên bố này đã có trong sổ; chỉ lần đầu có hiệu lực.",
    "malformed": "Nội dung tuyên bố {type} không đúng mẫu nên không có hiệu lực.",
    "not-a-member": "Người được nêu không có tên trong sổ của cơ quan hoặc đã thôi nhiệm vụ.",
    "other-certificate": "Chứng thư số đã ký không phải của {by} theo sổ; hãy kiểm tra thẻ ký hoặc đề nghị cập nhật.",
    "role-ended": "Người này đã thôi nhiệm vụ theo sổ.",
    "role-expired": "Nhiệm vụ của {by} đã hết thời hạn ghi trong sổ; hãy đề nghị thủ trưởng gia hạn.",
    "desk-key-limited": "Khóa của bàn làm việc không được ký việc này; hãy ký bằng thẻ của chính người dùng.",
    "desk-key-expired": "Khóa của bàn làm việc đã hết hạn; hãy đăng ký lại bằng thẻ của người dùng.",
    "no-right": "{by} không có quyền làm việc này theo quy chế đang áp dụng.",
    "words-missing": "Thiếu nội dung bắt buộc (lý do, ý kiến hoặc lời chỉ đạo); hãy ghi rõ rồi làm lại.",
    "file-missing": "Tuyên bố không kèm tệp mà nó nói đến nên người khác không đối chiếu được; hãy kèm tệp.",
    # the circle
    "certificate-taken": "Chứng thư số này đã được dùng cho người, dấu hoặc bàn làm việc khác trong sổ.",
    "unknown-desk-key": "Sổ không ghi khóa của bàn làm việc này.",
    "profile-unknown": "Máy này không có bộ quy tắc mà sổ nêu; hãy cập nhật chương trình rồi mở lại sổ.",
    "epoch-not-next": "Kỳ mới của sổ không nối tiếp kỳ đang có; hãy báo quản trị trục liên thông.",
    "head-in-future": "Bàn làm việc xác nhận một điểm của sổ chưa hề có; hãy đối chiếu sổ giữa các máy.",
    # acting for somebody
    "post-differs": "Chức vụ ghi trong tuyên bố khác chức vụ của {by} trong sổ.",
    "prefix-missing": (
        "{by} chỉ được ký thay mặt, ký thay, ký thừa lệnh hoặc thừa ủy quyền; hãy ghi TM., KT., TL. hoặc TUQ. "
        "(Điều 13 Nghị định 30/2020/NĐ-CP)."
    ),
    "mandate-not-named": "Ghi thẩm quyền ký TM., Q., KT., TL. hoặc TUQ. thì phải nêu mã ủy quyền trong sổ.",
    "mandate-without-prefix": "Đã nêu mã ủy quyền nhưng thiếu chữ TM., Q., KT., TL. hoặc TUQ.",
    "mandate-unknown": "Sổ không ghi sự ủy quyền này.",
    "mandate-of-another": "Sự ủy quyền này dành cho người khác.",
    "mandate-prefix-differs": "Chữ ghi trước chức vụ không đúng với hình thức ủy quyền đã ghi trong sổ.",
    "mandate-not-yet": "Sự ủy quyền chưa đến ngày có hiệu lực.",
    "mandate-expired": "Sự ủy quyền đã hết thời hạn; hãy đề nghị thủ trưởng ủy quyền lại.",
    "mandate-ended": "Sự ủy quyền đã bị chấm dứt.",
    "mandate-other-type": "Sự ủy quyền không bao gồm loại văn bản này.",
    "mandate-exists": "Mã ủy quyền này đã có trong sổ; hãy dùng mã mới.",
    "mandate-not-written": "Ủy quyền phải bằng văn bản hoặc theo quy chế: hãy ghi số, ký hiệu của văn bản đó.",
    "mandate-unlimited": (
        "Ủy quyền phải có giới hạn: thời hạn đúng thứ tự; thừa ủy quyền (TUQ.) phải có ngày hết hạn và nội dung "
        "hoặc loại văn bản được ký (Điều 13 Nghị định 30/2020/NĐ-CP)."
    ),
    "mandate-to-oneself": "Không ai tự ủy quyền cho chính mình.",
    "sub-delegation": "Người được ủy quyền không được ủy quyền lại (Điều 13 Nghị định 30/2020/NĐ-CP).",
    # drafts
    "draft-unknown": "Sổ không có dự thảo này.",
    "draft-version-unknown": "Dự thảo không có lần sửa này.",
    "draft-version-not-next": "Lần sửa không nối tiếp; đã có người trình lần sửa khác. Hãy tải lại rồi trình.",
    "draft-version-outdated": "Dự thảo đã có lần sửa mới hơn; hãy xem và xử lý lần sửa mới nhất.",
    "draft-version-differs": "Nội dung được duyệt hoặc ký khác với lần sửa đã trình; phải duyệt lại đúng bản đã trình.",
    "not-the-drafter": "Chỉ người soạn thảo hoặc người duyệt được sửa dự thảo này.",
    "draft-returned": "Lần sửa này đã bị trả lại; hãy chờ lần sửa mới.",
    "draft-signed": "Dự thảo đã được người có thẩm quyền ký; muốn sửa phải trả lại trước.",
    "draft-numbered": "Văn bản đã được cấp số nên không trả lại được; hãy đính chính hoặc thay thế bằng văn bản khác.",
    "draft-already-approved": "{by} đã duyệt lần sửa này.",
    "draft-not-approved": (
        "Lần sửa này chưa được duyệt đủ nên chưa ký được; mọi thay đổi sau khi duyệt đều phải duyệt lại "
        "(Điều 11 Nghị định 30/2020/NĐ-CP)."
    ),
    # what the leader has signed
    "revision-known": "Tệp đã ký này đã được ghi trong sổ.",
    "revision-unknown": "Sổ không ghi tệp nào như vậy là đã được người có thẩm quyền ký.",
    "revision-withdrawn": "Chữ ký trên tệp này đã bị rút khi văn bản bị trả lại; không cấp số được.",
    "revision-numbered": "Tệp đã ký này đã được cấp số; một văn bản chỉ có một số.",
    "revision-not-numbered": "Văn bản chưa được cấp số nên chưa ban hành được.",
    # registers
    "series-unknown": "Cơ quan không có sổ văn bản đi này.",
    "register-year-differs": "Năm của sổ khác năm ghi nhận; số của năm cũ không cấp được nữa.",
    "number-not-next": "Số không nối tiếp: một văn thư khác đã lấy số trước. Hãy lấy số kế tiếp.",
    "number-differs": "Số trên tuyên bố khác số đã cấp cho văn bản này.",
    "already-issued": "Văn bản này đã được ban hành.",
    "sealed-file-known": "Tệp đã đóng dấu này đã được ghi cho văn bản khác.",
    "arrival-number-not-next": "Số đến không nối tiếp: một văn thư khác đã vào sổ trước. Hãy lấy số đến kế tiếp.",
    "arrival-packet-registered": "Văn bản đến này đã được vào sổ.",
    "arrival-packet-refused": "Văn bản đến này đã bị từ chối; nơi gửi phải gửi lại.",
    "arrival-does-not-hold": "Chữ ký số của văn bản đến không đạt nên không vào sổ được; hãy từ chối kèm lý do.",
    "arrival-undecided": "Chưa đủ căn cứ để tin văn bản đến; nếu vẫn vào sổ thì phải ghi lý do.",
    # directives and tasks
    "arrival-not-registered": "Văn bản đến chưa vào sổ nên chưa chỉ đạo giải quyết được (Điều 22 Nghị định 30/2020).",
    "directive-exists": "Ý kiến chỉ đạo này đã có trong sổ; hãy dùng mã mới.",
    "handler-unknown": "Người chủ trì hoặc phối hợp không có tên trong sổ hoặc đã thôi nhiệm vụ.",
    "lead-also-supports": "Người chủ trì không đồng thời là người phối hợp.",
    "deadline-past": "Thời hạn giải quyết đã qua; hãy đặt thời hạn khác.",
    "task-unknown": "Sổ không có nhiệm vụ này.",
    "task-closed": "Nhiệm vụ đã kết thúc.",
    "not-on-task": "{by} không chủ trì cũng không phối hợp nhiệm vụ này.",
    "not-the-lead": "Chỉ người chủ trì được báo cáo hoàn thành.",
    "not-the-issuer": "Chỉ người giao nhiệm vụ được kết thúc nhiệm vụ.",
    "nothing-reported": "Người chủ trì chưa báo cáo nên chưa kết thúc được; hoặc hãy hủy nhiệm vụ kèm lý do.",
}
"""Reasons of `ecabinet.domain.offices.reasons.Reason`; facts: type, by."""

ERRORS: dict[str, str] = {
    **FINDINGS,
    "forbidden-by-office": "Quy tắc của sổ cơ quan không cho phép việc này.",
    "malformed-body": "Nội dung tuyên bố không đúng mẫu (phần {part}).",
    "bad-office-profile": "Bộ quy tắc của cơ quan không đúng mẫu (phần {part}).",
}
