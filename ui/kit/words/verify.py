"""Sentences about signatures that were checked, and the words of the verdicts."""

from __future__ import annotations

VERDICTS: dict[str, str] = {
    "valid": "Hợp lệ",
    "valid-with-remarks": "Hợp lệ, có lưu ý",
    "undecided": "Chưa kết luận được",
    "invalid": "Không hợp lệ",
    "altered": "Đã bị thay đổi sau khi ký",
    "unsigned": "Không có chữ ký",
    "unreadable": "Không đọc được",
}

FIELDS: dict[str, str] = {
    "so": "số",
    "ngay": "ngày tháng năm",
    "leader": "chữ ký người có thẩm quyền",
    "agency": "chữ ký cơ quan",
}

ADVICE: dict[str, str] = {
    "valid": "",
    "valid-with-remarks": "Có thể dùng; hãy đọc các lưu ý.",
    "undecided": "Chưa đủ căn cứ để tin; nối mạng hoặc bổ sung chứng thư gốc tin cậy rồi kiểm tra lại.",
    "invalid": "Không dùng văn bản này; đề nghị nơi gửi ký và gửi lại.",
    "altered": "Không dùng văn bản này; đề nghị nơi gửi gửi lại bản gốc.",
    "unsigned": "Tệp không có chữ ký số nên không có giá trị như bản gốc điện tử.",
    "unreadable": "Tệp hỏng hoặc không phải định dạng có ký số; đề nghị nơi gửi gửi lại.",
}

ERRORS: dict[str, str] = {
    "trust-unreadable": (
        "Không đọc được bộ chứng thư tin cậy {path}. Cần thư mục chứa chứng thư gốc dạng PEM hoặc DER "
        "(trong thư mục đó hoặc thư mục con roots; gốc dấu thời gian trong thư mục con tsa)."
    ),
    "pdf-unreadable": "Không đọc được tệp PDF (lỗi: {reason}). Hãy đề nghị nơi gửi gửi lại.",
    "pdf-encrypted": "Tệp PDF bị khóa bằng mật khẩu nên không kiểm tra và không ký được. Hãy bỏ mật khẩu rồi làm lại.",
}

FINDINGS: dict[str, str] = {
    # the file
    "not-a-signed-format": "Tệp {file} không phải định dạng có ký số mà chương trình biết.",
    "file-too-large": "Tệp {file} quá lớn nên không được kiểm tra.",
    "file-not-found": "Không tìm thấy hoặc không mở được tệp {file}: {reason}.",
    "pdf-unreadable": "Không đọc được tệp PDF {file} (lỗi: {reason}).",
    "pdf-encrypted": "Tệp PDF {file} bị khóa bằng mật khẩu.",
    "only-time-stamps": "Tệp chỉ có dấu thời gian, không có chữ ký của ai.",
    # integrity
    "digest-mismatch": "Nội dung đã bị thay đổi sau khi ký (giá trị băm không khớp).",
    "signature-value-wrong": "Giá trị chữ ký không khớp với chứng thư số kèm theo.",
    "signature-structure-wrong": "Cấu trúc chữ ký đã bị sửa ({part}).",
    "byte-range-wrong": "Vùng dữ liệu được ký đã bị sửa ({rule}).",
    "not-all-covered": "Chữ ký không bao trùm toàn bộ văn bản.",
    "changed-after-signing": "Văn bản đã bị thay đổi sau khi ký theo cách mà chữ ký không cho phép.",
    "signature-malformed": "Chữ ký không đúng cấu trúc ({reason}).",
    "cannot-be-judged": "Không kiểm tra được chữ ký này ({reason}).",
    "unsupported-signature-format": "Định dạng chữ ký {format} không được chấp nhận.",
    "certificate-broken": "Chứng thư số kèm theo chữ ký đã bị sửa.",
    "changed-as-allowed": "Sau khi ký, văn bản có thay đổi mà chữ ký cho phép (các trường: {fields}).",
    "foreign-document": "Văn bản do phần mềm khác lập.",
    # trust
    "root-unknown": "Chưa có chứng thư gốc tin cậy cho chứng thư số của {holder} (nơi cấp: {issuer}).",
    "revocation-unknown": "Chưa biết chứng thư số của {holder} có bị thu hồi hay không; hãy nối mạng rồi kiểm tra lại.",
    "revoked": "Chứng thư số của {holder} đã bị thu hồi từ {revoked_at}.",
    "issuer-revoked": "Chứng thư số của nơi cấp cho {holder} đã bị thu hồi từ {revoked_at}.",
    "revoked-without-proof": (
        "Chứng thư số của {holder} bị thu hồi từ {revoked_at} và không có dấu thời gian chứng minh đã ký trước đó."
    ),
    "revoked-after-signing": "Chứng thư số bị thu hồi từ {revoked_at}, sau khi ký; chữ ký vẫn có giá trị.",
    "expired": "Chứng thư số của {holder} hết hạn từ {until} và không có dấu thời gian chứng minh đã ký trước đó.",
    "not-yet-valid": "Chứng thư số chỉ có hiệu lực từ {since}, sau thời điểm ký.",
    "wrong-key-usage": "Chứng thư số của {holder} không được cấp để ký văn bản.",
    "weak-algorithm": "Thuật toán của chữ ký hoặc chứng thư số của {holder} quá yếu, không được chấp nhận.",
    "rsa-key-short": "Khóa RSA chỉ dài {bits} bit; nên đổi sang khóa từ 3072 bit.",
    "chain-broken": "Chuỗi chứng thư số của {holder} không hợp lệ.",
    "chain-unreadable": "Không đọc được chuỗi chứng thư số ({error}).",
    # time
    "time-only-claimed": "Thời điểm ký do người ký tự ghi, chưa có dấu thời gian chứng minh.",
    "claimed-after-proven": "Người ký ghi thời điểm {claimed}, muộn hơn dấu thời gian; đồng hồ máy ký có thể sai.",
    "claimed-in-future": "Người ký ghi thời điểm {claimed}, sau thời điểm kiểm tra; đồng hồ máy ký có thể sai.",
    "timestamp-broken": "Dấu thời gian đã bị sửa hoặc không thuộc chữ ký này ({reason}).",
    "timestamp-weak": "Dấu thời gian dùng thuật toán quá yếu nên không được tính.",
    "timestamp-from-future": "Dấu thời gian ghi {time}, sau thời điểm kiểm tra, nên không được tính.",
    "timestamp-untrusted": "Chưa tin được nơi cấp dấu thời gian {authority}.",
    "timestamp-authority-revoked": "Chứng thư của nơi cấp dấu thời gian {authority} đã bị thu hồi.",
    "timestamp-authority-expired": "Chứng thư của nơi cấp dấu thời gian {authority} đã hết hạn.",
    "timestamp-revocation-unchecked": "Chưa hỏi được tình trạng thu hồi của nơi cấp dấu thời gian {authority}.",
    # our own form
    "not-issued": "Người có thẩm quyền đã ký nhưng văn thư chưa cho số, ngày và chưa ký số của cơ quan: chưa ban hành.",
    "filled-but-not-sealed": "Số hoặc ngày đã được điền nhưng thiếu chữ ký số của cơ quan; không được coi là số thật.",
    "leader-does-not-certify": "Chữ ký của người có thẩm quyền không khóa nội dung văn bản theo mẫu quy định.",
    "sealed-without-leader": "Cơ quan ký trước hoặc không có chữ ký của người có thẩm quyền.",
    "leader-not-a-person": "Chữ ký ở ô người có thẩm quyền không phải của cá nhân (chứng thư số của {holder}).",
    "seal-not-by-agency": "Chữ ký ở ô cơ quan không phải của cơ quan, tổ chức (chứng thư số của {holder}).",
    "sealed-by-other-organisation": "Người ký thuộc {leader} nhưng cơ quan ký là {agency}; hãy kiểm tra lại.",
    "seal-does-not-lock": "Chữ ký số của cơ quan không khóa số và ngày; số, ngày có thể đã bị sửa.",
    "sealed-while-empty": "Cơ quan đã ký khi ô {field} còn trống.",
    "other-fields-changed": "Có ô khác bị thay đổi sau khi người có thẩm quyền ký ({fields}).",
    "filled-more-than-once": "Ô {field} đã được điền nhiều lần: {values}. Hãy hỏi lại văn thư nơi gửi.",
    "value-not-as-drawn": "Ô {field} hiển thị khác với giá trị được ký.",
    "field-hidden": "Ô {field} bị ẩn hoặc không in được.",
    "field-editable": "Ô {field} bị mở khóa cho sửa.",
    "field-doubled": "Có nhiều ô cùng tên {field}.",
    "field-missing-later": "Văn bản đã mất ô số, ngày hoặc ô chữ ký theo mẫu.",
    "need-appearances": "Tệp yêu cầu vẽ lại các ô; số và ngày có thể hiển thị sai.",
    "xfa-form": "Tệp chứa biểu mẫu XFA; nội dung hiển thị có thể khác nội dung được ký.",
    "javascript": "Tệp chứa mã JavaScript; nội dung hiển thị có thể khác nội dung được ký.",
    "open-action": "Tệp tự chạy thao tác khi mở.",
    "embedded-files": "Tệp PDF chứa tệp đính kèm bên trong.",
    "optional-content": "Tệp PDF có lớp ẩn, hiện; nội dung hiển thị có thể thay đổi.",
    # XML
    "foreign-xml-signature": "Tệp {file} có chữ ký XML không theo mẫu của hệ thống nên chưa kết luận được.",
    # packets
    "manifest-missing": "Gói tin không có bảng kê đã ký (manifest.xml), nên không chứng minh được đủ và đúng các tệp.",
    "manifest-too-large": "Bảng kê đã ký (manifest.xml) quá lớn nên không được đọc.",
    "manifest-signer-not-sender": "Bảng kê do {signer} ký, không phải cơ quan gửi {sender}.",
    "manifest-signer-unnamed": (
        "Chứng thư số của {signer} không ghi mã định danh; hãy đối chiếu với cơ quan gửi {sender}."
    ),
    "attachment-damaged": "Tệp đính kèm {name} bị hỏng.",
}
