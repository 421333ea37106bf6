"""Words for keys and for making PDF signatures."""

from __future__ import annotations

ERRORS: dict[str, str] = {
    "signing-refused": "Quy tắc ký số không cho phép việc này.",
    "signing-unavailable": "Chưa làm được vì thiếu kết nối hoặc thiết bị; thử lại sau.",
    "signing-unreadable": "Tệp đưa vào không đúng loại hoặc đã hỏng.",
    "wrong-passphrase": "Mật khẩu của tệp khóa “{file}” không đúng. Kiểm tra kiểu gõ tiếng Việt và phím Caps "
    "Lock rồi nhập lại.",
    "key-unreadable": "Tệp “{file}” không phải tệp khóa PKCS#12 (.p12, .pfx) dùng được, hoặc khóa không khớp "
    "chứng thư.",
    "key-too-weak": "Khóa trong “{file}” quá yếu hoặc không được hỗ trợ ({kind}). Cần RSA từ 2048 bit, P-256 "
    "hoặc P-384.",
    "key-reference-unknown": "Không hiểu khóa “{reference}”. Cách ghi: {known}.",
    "wrong-certificate-for-role": "Chứng thư của “{holder}” không dùng được cho vai này: người có thẩm quyền "
    "ký bằng chứng thư "
    "cá nhân, văn thư ký bằng chứng thư của cơ quan.",
    "certificate-expired": "Chứng thư của “{holder}” đã hết hạn ngày {until}. Gia hạn hoặc dùng chứng thư khác.",
    "certificate-not-yet-valid": "Chứng thư của “{holder}” đến ngày {since} mới có hiệu lực. Kiểm tra đồng hồ "
    "máy tính.",
    "certificate-not-for-signing": "Chứng thư của “{holder}” không được cấp để ký văn bản. Chọn chứng thư chữ ký số.",
    "pdf-active-content": "Tệp PDF có nội dung động hoặc ẩn ({what}) nên không được ký: điều nhìn thấy có thể "
    "khác điều đã ký. "
    "In lại thành PDF thường rồi ký.",
    "pdf-has-form": "Tệp PDF đã có biểu mẫu (trường “{field}”). Dùng bản chưa chuẩn bị, hoặc in lại thành PDF thường.",
    "pdf-already-signed": "Tệp PDF đã có chữ ký số; việc này phải làm trước mọi chữ ký. Dùng bản chưa ký.",
    "place-outside-page": "Vị trí “{name}” không nằm trọn trên trang {page}, hoặc trang bị xoay. Xem lại tọa "
    "độ (mm, từ góc "
    "trên bên trái).",
    "place-unknown": "Vị trí “{name}” bị ghi trùng, không có trong định dạng, hoặc còn thiếu. Các vị trí: {known}.",
    "glyph-missing": "Không viết được ký tự “{letter}” trong “{text}” bằng phông chữ của văn bản.",
    "text-too-wide": "“{text}” dài {width} pt, chỗ trống chỉ có {room} pt. Không có gì được ghi.",
    "field-missing": "Tệp chưa được chuẩn bị đúng để ký (thiếu hoặc sai trường “{field}”). Chạy ecabinet "
    "prepare trên bản gốc "
    "chưa ký.",
    "field-already-signed": "Trường chữ ký “{field}” đã được ký. Muốn ký lại thì làm từ bản trước đó.",
    "number-wrong": "Số văn bản “{number}” không hợp lệ: chỉ gồm từ 1 đến 6 chữ số, lớn hơn 0.",
    "number-missing": "Văn bản còn để trống số và ngày. Dùng ecabinet seal để ghi số, ngày và ký cơ quan cùng một lần.",
    "already-numbered": "Văn bản đã được ghi số hoặc ngày (trường “{field}”). Ghi sai thì làm lại từ bản người "
    "có thẩm quyền đã ký.",
    "leader-not-signed": "Người có thẩm quyền chưa ký. Cơ quan chỉ ký số sau chữ ký của người có thẩm quyền.",
    "leader-signature-broken": "Chữ ký của người có thẩm quyền không còn nguyên vẹn hoặc tệp đã bị sửa sau khi "
    "ký ({why}). "
    "Không được ký cơ quan; lấy lại bản đã ký đúng.",
    "stamp-unreadable": "Hình chữ ký hoặc hình dấu không dùng được: cần tệp PNG không quá 8 MB và 16 triệu điểm ảnh.",
    "tsa-address-wrong": "Địa chỉ dịch vụ dấu thời gian không hợp lệ. Địa chỉ phải bắt đầu bằng http:// hoặc https://.",
    "level-needs-timestamp": "Mức {level} cần dấu thời gian. Thêm --tsa ĐỊA_CHỈ, hoặc chọn --level B.",
    "clock-disagrees": "Đồng hồ máy tính ({here}) lệch quá 5 phút so với dịch vụ dấu thời gian ({stamped}). "
    "Chỉnh giờ rồi ký lại.",
    "tsa-silent": "Dịch vụ dấu thời gian {host} không trả lời trong {seconds} giây. Chưa có gì được ghi; thử lại sau.",
    "tsa-refused": "Dịch vụ dấu thời gian {host} từ chối yêu cầu ({status}). Chưa có gì được ghi; thử lại sau.",
    "tsa-answer-wrong": "Dịch vụ dấu thời gian {host} trả lời sai ({detail}). Chưa có gì được ghi; báo quản "
    "trị hoặc thử lại.",
    "revocation-unavailable": "Không lấy được danh sách thu hồi hoặc trạng thái chứng thư. Mức LT, LTA cần dữ "
    "liệu này; thử lại "
    "khi có mạng.",
    "signer-not-trusted": "Không nối được chứng thư lên gốc tin cậy. Kiểm tra --trust hoặc bộ gốc tin cậy của máy.",
    "signer-revoked": "Chứng thư đã bị thu hồi nên không được dùng để ký.",
    "own-signature-fails": "Chữ ký của “{signer}” không qua được bước kiểm tra ({finding}) nên không ghi tệp nào.",
}

FINDINGS: dict[str, str] = {
    "stamp-not-transparent": "Hình không có nền trong suốt; hình chữ ký và hình dấu phải là PNG nền trong suốt.",
    "stamp-colour-unusual": "Màu của hình khác quy định: chữ ký màu xanh, dấu màu đỏ.",
}
