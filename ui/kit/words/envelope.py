"""Sentences for reading, checking and writing edXML packets."""

from __future__ import annotations

ERRORS: dict[str, str] = {
    "envelope-refused": "Không lập được gói tin vì trái quy tắc của phong bì điện tử.",
    "envelope-unavailable": "Tạm thời không xử lý được gói tin. Hãy thử lại sau.",
    "envelope-unreadable": "Không đọc được gói tin.",
    "packet-unreadable": "Tệp không phải gói tin edXML đọc được: XML sai ở dòng {line}. Đề nghị bên gửi gửi lại.",
    "not-a-packet": "Tệp là XML nhưng không phải gói tin edXML (phần tử gốc: {root}).",
    "doctype-forbidden": "Gói tin có khai báo DOCTYPE ở dòng {line} nên bị từ chối vì lý do an toàn.",
    "packet-limit-exceeded": "Gói tin quá lớn hoặc quá phức tạp (giới hạn {limit}) nên không được đọc.",
    "attachments-before-header": "Tệp đính kèm đứng trước phần đầu gói tin nên không xác định được bên gửi.",
    "envelope-fact-missing": "Thiếu thông tin bắt buộc: {path}. Hãy điền rồi lập lại gói tin.",
    "envelope-text-too-long": "Nội dung {path} dài {length} ký tự, tối đa {limit}. Hãy rút gọn.",
    "envelope-text-forbidden": "Nội dung {path} có ký tự hoặc từ không được phép ({value}). Hãy sửa lại.",
    "envelope-value-forbidden": "Giá trị {path} không hợp lệ: {value}. Hãy sửa lại.",
    "attachment-name-refused": "Tên tệp đính kèm không dùng được hoặc bị trùng: {name}. Hãy đổi tên tệp.",
    "attachment-missing": "Gói tin văn bản phải có ít nhất một tệp đính kèm.",
    "attachment-has-no-bytes": "Tệp đính kèm {name} rỗng. Hãy chọn đúng tệp.",
    "attachments-too-many": "Quá nhiều tệp đính kèm, tối đa {limit} tệp.",
    "attachment-too-large": "Tệp đính kèm {name} quá lớn, tối đa {limit} byte.",
    "attachment-differs": "Tệp đính kèm {name} không khớp với mục attachments trong META.json. Hãy kiểm tra lại.",
    "packet-not-canonical": "Gói tin vừa lập không đúng lược đồ chuẩn (dòng {line}) nên không được ghi.",
    "meta-unreadable": "META.json không phải JSON đọc được: sai ở dòng {line}.",
    "meta-key-unknown": "META.json có khóa không biết: {path}. Hãy bỏ hoặc sửa tên khóa.",
    "meta-value-wrong": "META.json có giá trị sai kiểu hoặc không hợp lệ ở {path}. Hãy sửa lại.",
}

_SCHEMA = {
    "schema-element-unexpected": "Phần tử {element} đứng sai chỗ hoặc không được phép (chỗ này: {expected}).",
    "schema-element-missing": "Phần tử {element} thiếu phần tử con; cần có: {expected}.",
    "schema-text-too-long": "Nội dung {element} dài {length} ký tự, tối đa {limit}.",
    "schema-value": "Giá trị của {element} không đúng quy định: “{value}”.",
    "schema-attribute": "Phần tử {element} có thuộc tính không được phép: {attribute}.",
    "schema-other": "Phần tử {element} không đúng lược đồ chuẩn.",
    "prefix-not-canonical": "Phần tử {element} dùng tiền tố “{prefix}”, chuẩn là “{expected}”.",
    "encoding-not-utf-8": "Gói tin phải khai báo mã hóa UTF-8 (đang là “{encoding}”).",
    "byte-order-mark": "Gói tin có dấu thứ tự byte (BOM) ở đầu tệp; phải bỏ.",
}

_FORM = {
    "leading-junk": "Có {bytes} byte thừa trước khai báo XML; đã bỏ qua.",
    "trailing-junk": "Có dữ liệu thừa sau phần tử gốc; đã bỏ qua.",
    "prefix-undeclared": "Có tiền tố không gian tên chưa khai báo; đã tự bổ sung khi đọc.",
    "namespace-wrong": "Không gian tên “{namespace}” không phải của QCVN 102:2016; vẫn đọc theo tên phần tử.",
    "namespace-foreign": "Có phần tử thuộc không gian tên lạ “{namespace}”; vẫn đọc theo tên phần tử.",
    "root-missing": "Gói tin thiếu phần tử gốc edXML; vẫn đọc được.",
    "generation-old": "Gói tin theo định dạng cũ {generation}; không tiếp nhận. Đề nghị gửi theo QCVN 102:2016.",
    "element-repeated": "Phần tử {name} xuất hiện nhiều lần, mỗi bên đọc có thể hiểu khác nhau. Không tiếp nhận.",
    "element-in-payload": "Có phần tử XML lẫn trong nội dung tệp đính kèm. Không tiếp nhận.",
    "number-unreadable": "Không đọc được số: “{value}”; coi như không có.",
    "truth-unreadable": "Không đọc được giá trị đúng/sai: “{value}”; coi như không có.",
    "date-unreadable": "Không đọc được ngày giờ: “{value}”; coi như không có.",
    "date-form": "Ngày giờ “{value}” không viết theo dạng chuẩn; đã hiểu được.",
    "placeholder-text": "Giá trị “{value}” chỉ là chữ giữ chỗ; coi như không có.",
    "status-code-form": "Mã trạng thái “{value}” viết thiếu số 0; đã bổ sung.",
    "envelope-signature-no-proof": (
        "Phong bì có khối chữ ký, nhưng trục liên thông ghi lại mọi gói tin nên khối này không có giá trị chứng minh. "
        "Hãy xem chữ ký trong tệp đính kèm."
    ),
}

_FACTS = {
    "fact-missing": "Thiếu thông tin bắt buộc: {name}. Không tiếp nhận được; báo lại bên gửi.",
    "fact-empty": "Thiếu thông tin: {name}.",
    "signer-missing": "Không có họ tên người ký trên phong bì; xem trong tệp văn bản.",
    "type-unresolved": "Không nhận ra loại văn bản “{name}”; văn thư tự chọn khi đăng ký.",
    "priority-missing": "Không ghi độ khẩn; coi là văn bản thường.",
    "priority-unknown": "Độ khẩn {value} không có trong danh mục (0 đến 4).",
    "organ-id-form": "Mã định danh cơ quan “{value}” không đúng cấu trúc quy định.",
    "agency-name-missing": "Không ghi tên cơ quan có mã {value}.",
    "receiver-without-id": "Có nơi nhận không ghi mã định danh: {value}.",
    "receiver-repeated": "Nơi nhận {value} được ghi nhiều lần.",
    "receiver-change-unreadable": "Không đọc được thay đổi về nơi nhận. Hỏi lại bên gửi.",
    "trace-without-agency": "Có chặng trung chuyển không ghi mã định danh.",
    "business-missing": "Không ghi nghiệp vụ; coi là văn bản gửi mới.",
    "operation-unknown": "Nghiệp vụ “{value}” không có trong danh mục (0 mới, 1 thu hồi, 2 cập nhật, 3 thay thế).",
    "update-without-target": "Gói tin cập nhật không ghi mã văn bản được cập nhật.",
    "reason-missing": "Thiếu lý do.",
    "status-without-document-id": "Trạng thái không ghi mã định danh văn bản; phải đối chiếu theo số, ký hiệu và ngày.",
    "status-code-unknown": "Mã trạng thái {value} không có trong danh mục.",
    "status-with-attachments": "Gói tin trạng thái lại có tệp đính kèm; tệp không được dùng.",
}

_ATTACHMENTS = {
    "attachments-missing": "Gói tin văn bản không có tệp đính kèm nào.",
    "attachment-name-missing": "Có tệp đính kèm không có tên; đã đặt tên tạm.",
    "attachment-name-unsafe": "Tên tệp đính kèm “{name}” không an toàn; đã đổi thành “{used}”.",
    "attachment-name-repeated": "Tên tệp đính kèm “{name}” bị trùng; đã đổi thành “{used}”.",
    "attachment-without-content": "Tệp đính kèm {name} không có nội dung. Đề nghị bên gửi gửi lại.",
    "attachment-content-repeated": "Một tệp đính kèm có hai phần nội dung. Không tiếp nhận; đề nghị bên gửi gửi lại.",
    "attachment-empty": "Tệp đính kèm {name} rỗng. Đề nghị bên gửi gửi lại.",
    "attachment-damaged-by-sender": (
        "Tệp đính kèm {name} đã bị hệ thống bên gửi làm hỏng (xử lý tệp như văn bản thô). Đề nghị bên gửi gửi lại."
    ),
    "attachment-type-disagrees": "Nội dung tệp {name} ({detected}) không đúng với phần mở rộng của tên.",
    "attachment-matched-by-name": "Tệp {name} được ghép với bảng kê theo tên vì mã ContentId không khớp.",
    "attachment-matched-by-place": "Tệp {name} được ghép với bảng kê theo thứ tự vì thiếu mã ContentId.",
    "attachment-not-declared": "Tệp {name} không có trong bảng kê của gói tin. Không tiếp nhận; báo lại bên gửi.",
    "attachment-not-carried": "Tệp {name} có trong bảng kê nhưng không có trong gói tin. Đề nghị bên gửi gửi lại.",
    "base64-broken": "Nội dung tệp {name} bị hỏng (mã base64 sai). Đề nghị bên gửi gửi lại.",
    "base64-unpadded": "Nội dung tệp {name} thiếu ký tự đệm base64 ở cuối; đã tự bổ sung.",
    "zip-broken": "Tệp nén {name} bị hỏng. Đề nghị bên gửi gửi lại.",
    "zip-encrypted": "Tệp nén {name} đặt mật khẩu nên không mở được. Đề nghị bên gửi gửi tệp không đặt mật khẩu.",
    "zip-method": "Tệp nén {name} dùng cách nén không được phép. Đề nghị bên gửi gửi lại.",
    "zip-entry-path": "Tệp nén {name} chứa đường dẫn thư mục nên không được mở. Đề nghị bên gửi gửi lại.",
    "zip-bomb": "Tệp nén {name} bung ra quá lớn (nghi là bom nén) nên không được mở.",
}

FINDINGS: dict[str, str] = _SCHEMA | _FORM | _FACTS | _ATTACHMENTS
