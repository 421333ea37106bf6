"""Sentences for XML signatures and for the signed manifest."""

from __future__ import annotations

ERRORS: dict[str, str] = {
    "xml-signature-broken": "Chữ ký số trên tệp XML không hợp lệ. Hãy đề nghị bên gửi ký và gửi lại.",
    "xml-not-signed": "Tệp XML không có chữ ký số. Hãy đề nghị bên gửi ký và gửi lại.",
    "xml-too-large": "Tệp XML quá lớn ({size} byte, tối đa {limit} byte) nên không được đọc.",
    "xml-not-strict": (
        "Nội dung XML đã ký không đúng dạng quy định ({flaw}). Không dùng tệp này; đề nghị bên gửi ký và gửi lại."
    ),
    "xml-other-shape": (
        "Chữ ký số trên tệp XML không đúng mẫu quy định hoặc đặt sai vị trí. "
        "Không dùng tệp này; đề nghị bên gửi ký và gửi lại."
    ),
    "xml-content-altered": "Tệp XML đã bị thay đổi sau khi ký. Không dùng tệp này; đề nghị bên gửi gửi lại.",
    "xml-value-wrong": "Giá trị chữ ký số không khớp với chứng thư số kèm theo. Không dùng tệp này.",
    "xml-certificate-not-bound": "Chứng thư số kèm theo đã bị thay bằng chứng thư số khác. Không dùng tệp này.",
    "xml-certificate-unreadable": "Không đọc được chứng thư số kèm theo chữ ký. Hãy đề nghị bên gửi ký lại.",
    "xml-key-not-accepted": (
        "Khóa của người ký ({key}) không được chấp nhận: cần RSA từ 2048 đến 8192 bit, hoặc P-256, P-384."
    ),
    "xml-algorithm-mismatch": "Thuật toán ghi trong chữ ký ({algorithm}) không đúng loại khóa của chứng thư số.",
    "xml-not-signable": "Không ký được: nội dung XML không đúng dạng quy định ({flaw}).",
    "xml-key-refused": (
        "Không ký được bằng khóa này ({key}): loại khóa không được chấp nhận, khóa không khớp chứng thư số, "
        "hoặc chuỗi chứng thư số quá dài. Hãy chọn khóa khác."
    ),
    "manifest-unreadable": (
        "Không đọc được bảng kê đã ký (manifest.xml): sai ở {reason}. Hãy đề nghị bên gửi lập và ký lại."
    ),
    "manifest-refused": "Không lập được bảng kê để ký: {what} không hợp lệ. Hãy sửa rồi gửi lại.",
}

FINDINGS: dict[str, str] = {
    "manifest-without-document": (
        "Gói tin có bảng kê đã ký nhưng không phải gói tin văn bản. Không tiếp nhận; báo lại bên gửi."
    ),
    "manifest-document-id-differs": (
        "Mã định danh văn bản trên phong bì ({found}) khác mã đã ký ({signed}). Không tiếp nhận; báo lại bên gửi."
    ),
    "manifest-sender-differs": (
        "Cơ quan gửi trên phong bì ({found}) khác cơ quan gửi đã ký ({signed}). Không tiếp nhận; báo lại bên gửi."
    ),
    "manifest-addressee-added": (
        "Nơi nhận {found} có trên phong bì nhưng không có trong bảng kê đã ký. Hỏi lại bên gửi trước khi tiếp nhận."
    ),
    "manifest-addressee-dropped": "Nơi nhận {signed} có trong bảng kê đã ký nhưng không còn trên phong bì.",
    "manifest-operation-differs": (
        "Nghiệp vụ trên phong bì ({found}) khác nghiệp vụ đã ký ({signed}) "
        "(0 mới, 1 thu hồi, 2 cập nhật, 3 thay thế). Không tiếp nhận; báo lại bên gửi."
    ),
    "manifest-reference-added": (
        "Phong bì dẫn tới văn bản {document} nhưng bảng kê đã ký không có. Hỏi lại bên gửi trước khi tiếp nhận."
    ),
    "manifest-reference-dropped": "Bảng kê đã ký dẫn tới văn bản {document} nhưng phong bì không còn ghi.",
    "manifest-number-differs": "Số trên phong bì ({found}) khác số đã ký ({signed}). Dùng số đã ký.",
    "manifest-notation-differs": "Ký hiệu trên phong bì ({found}) khác ký hiệu đã ký ({signed}). Dùng ký hiệu đã ký.",
    "manifest-date-differs": "Ngày ban hành trên phong bì ({found}) khác ngày đã ký ({signed}). Dùng ngày đã ký.",
    "manifest-subject-differs": "Trích yếu trên phong bì ({found}) khác trích yếu đã ký ({signed}).",
    "manifest-file-missing": (
        "Thiếu tệp {name}: có trong bảng kê đã ký nhưng không có trong gói tin. Đề nghị bên gửi gửi lại."
    ),
    "manifest-file-extra": (
        "Thừa tệp {name}: có trong gói tin nhưng không có trong bảng kê đã ký. Không dùng tệp này."
    ),
    "manifest-file-digest-differs": (
        "Tệp {name} không còn nguyên vẹn: nội dung khác với bảng kê đã ký. Không dùng; đề nghị bên gửi gửi lại."
    ),
    "manifest-file-size-differs": (
        "Bảng kê ghi sai cỡ tệp {name}: đã ký {signed} byte, nhận được {found} byte. Hỏi lại bên gửi."
    ),
    "manifest-file-renamed": "Tệp {name} đến với tên khác ({found}); nội dung vẫn đúng như đã ký.",
    "manifest-repeated": "Gói tin có nhiều hơn một tệp manifest.xml. Không tiếp nhận; báo lại bên gửi.",
}
