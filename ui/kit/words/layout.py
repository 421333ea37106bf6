"""Words for the layout check."""

from __future__ import annotations

_PARTS: dict[str, tuple[str, str, str, str]] = {
    "national-name": ("Quốc hiệu", "bằng chữ in hoa", "đậm", "đứng"),
    "motto": ("Tiêu ngữ", "bằng chữ in thường", "đậm", "đứng"),
    "parent": ("Tên cơ quan chủ quản", "bằng chữ in hoa", "không đậm", "đứng"),
    "issuer": ("Tên cơ quan ban hành", "bằng chữ in hoa", "đậm", "đứng"),
    "number": ("Số, ký hiệu", "", "không đậm", "đứng"),
    "place-date": ("Địa danh, thời gian ban hành", "bằng chữ in thường", "không đậm", "nghiêng"),
    "letter-abstract": ("Trích yếu công văn (V/v)", "bằng chữ in thường", "không đậm", "đứng"),
    "type-name": ("Tên loại văn bản", "bằng chữ in hoa", "đậm", "đứng"),
    "abstract": ("Trích yếu nội dung", "bằng chữ in thường", "đậm", "đứng"),
    "addressees": ("Phần Kính gửi", "bằng chữ in thường", "không đậm", "đứng"),
    "bases": ("Căn cứ ban hành", "bằng chữ in thường", "không đậm", "nghiêng"),
    "division": ("Phần, Chương, Mục, Tiểu mục", "bằng chữ in thường", "đậm", "đứng"),
    "division-title": ("Tiêu đề của phần, chương, mục", "bằng chữ in hoa", "đậm", "đứng"),
    "section-title": ("Tiêu đề mục đánh số La Mã", "bằng chữ in hoa", "đậm", "đứng"),
    "authority": ("Quyền hạn, chức vụ của người ký", "bằng chữ in hoa", "đậm", "đứng"),
    "signer": ("Họ và tên người ký", "bằng chữ in thường", "đậm", "đứng"),
    "recipients-heading": ("Chữ “Nơi nhận:”", "bằng chữ in thường", "đậm", "nghiêng"),
    "recipients": ("Danh sách nơi nhận", "bằng chữ in thường", "không đậm", "đứng"),
    "urgency": ("Dấu chỉ mức độ khẩn", "", "đậm", "đứng"),
    "circulation": ("Chỉ dẫn phạm vi lưu hành", "", "đậm", "đứng"),
    "drafter-code": ("Ký hiệu người soạn thảo", "bằng chữ in hoa", "không đậm", "đứng"),
    "contact": ("Địa chỉ liên hệ", "bằng chữ in thường", "không đậm", "đứng"),
    "copy-mark": ("Dòng chữ ký số trên bản sao", "", "không đậm", "đứng"),
    "page-number": ("Số trang", "", "không đậm", "đứng"),
    "appendix": ("Dòng “Phụ lục”", "bằng chữ in thường", "đậm", "đứng"),
    "appendix-title": ("Tên phụ lục", "bằng chữ in hoa", "đậm", "đứng"),
    "appendix-reference": ("Dòng “(Kèm theo …)”", "bằng chữ in thường", "không đậm", "nghiêng"),
}
"""Component -> its name, letters, weight and slope as the decree has them; no letters where there is no such rule."""


def _style_words() -> dict[str, str]:
    words: dict[str, str] = {}
    for part, (name, letters, weight, slope) in _PARTS.items():
        words[f"{part}-size"] = f"{name} phải có cỡ chữ {{allowed}}, đang là {{found}} ({{article}})."
        words[f"{part}-weight"] = f"{name} phải in {weight} ({{article}}): “{{text}}”."
        words[f"{part}-slope"] = f"{name} phải là kiểu chữ {slope} ({{article}}): “{{text}}”."
        if letters:
            words[f"{part}-letters"] = f"{name} phải trình bày {letters} ({{article}}): “{{text}}”."
    # by weight the parent body is told from the issuing one, so nothing can be said of it
    del words["parent-weight"]
    return words


ERRORS: dict[str, str] = {
    "layout-pdf-unreadable": "Tệp này không phải PDF, bị hỏng hoặc bị khóa bằng mật khẩu; kiểm tra lại tệp rồi thử "
    "lại.",
    "layout-pdf-too-large": "Tệp PDF quá lớn (quá 200 MB, 2.000 trang hoặc quá nhiều nét vẽ); hãy chọn đúng tệp văn "
    "bản.",
    "layout-profile-broken": "Bộ quy tắc thể thức bị hỏng ở mục {section} {key}; hãy cài đặt lại chương trình.",
}

FINDINGS: dict[str, str] = _style_words() | {
    "no-text-layer": "Tệp không có lớp chữ (bản quét hoặc ảnh) nên không thể kiểm tra thể thức.",
    "not-an-official-document": "Đây không phải văn bản hành chính theo Nghị định 30/2020/NĐ-CP: không thấy Quốc hiệu, "
    "Tiêu ngữ, số ký hiệu hay Nơi nhận.",
    "paper-size": "Khổ giấy phải là A4 (210 mm x 297 mm), trang này {width} mm x {height} mm ({article}).",
    "paper-direction": "Trang nằm ngang chỉ dùng khi nội dung có bảng, biểu ({article}).",
    "margin-top": "Lề trên phải từ {allowed} mm, đang là {found} mm ({article}).",
    "margin-bottom": "Lề dưới phải từ {allowed} mm, đang là {found} mm ({article}).",
    "margin-left": "Lề trái phải từ {allowed} mm, đang là {found} mm ({article}).",
    "margin-right": "Lề phải phải từ {allowed} mm, đang là {found} mm ({article}).",
    "font-family": "Phải dùng phông chữ Times New Roman (hoặc phông cùng kích thước), đang dùng {font} ({article}).",
    "text-colour": "Chữ phải có màu đen: “{text}” ({article}).",
    "page-number-on-first": "Trang thứ nhất không hiển thị số trang ({article}).",
    "page-number-missing": "Thiếu số trang; trang này phải ghi số {wanted} ({article}).",
    "page-number-value": "Số trang phải là {wanted}, đang ghi {found} ({article}).",
    "page-number-place": "Số trang phải đặt canh giữa trong phần lề trên ({article}).",
    "national-name-missing": "Thiếu Quốc hiệu “CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM” ({article}).",
    "national-name-form": "Quốc hiệu phải ghi đúng “{wanted}”, đang ghi “{found}” ({article}).",
    "national-name-place": "Quốc hiệu phải ở bên phải, phía trên cùng của trang đầu ({article}).",
    "motto-missing": "Thiếu Tiêu ngữ “Độc lập - Tự do - Hạnh phúc” ({article}).",
    "motto-form": "Tiêu ngữ phải ghi “{wanted}”, gạch nối có cách chữ; đang ghi “{found}” ({article}).",
    "motto-capitals": "Chữ cái đầu của mỗi cụm từ trong Tiêu ngữ phải viết hoa: “{wanted}” ({article}).",
    "motto-place": "Tiêu ngữ phải canh giữa dưới Quốc hiệu, đang lệch {found} mm ({article}).",
    "motto-spacing": "Quốc hiệu và Tiêu ngữ phải cách nhau dòng đơn ({article}).",
    "motto-rule": "Đường kẻ dưới Tiêu ngữ phải là nét liền, dài bằng dòng chữ; đang bằng {found}% ({article}).",
    "issuer-missing": "Thiếu tên cơ quan, tổ chức ban hành văn bản ({article}).",
    "issuer-place": "Tên cơ quan chủ quản và cơ quan ban hành phải canh giữa với nhau, đang lệch {found} mm "
    "({article}).",
    "issuer-rule": "Đường kẻ dưới tên cơ quan phải dài từ 1/3 đến 1/2 dòng chữ và cân đối; đang bằng {found}% "
    "({article}).",
    "number-missing": "Thiếu số, ký hiệu của văn bản (“Số: …”) ({article}).",
    "number-place": "Số, ký hiệu phải canh giữa dưới tên cơ quan ban hành, đang lệch {found} mm ({article}).",
    "place-date-place": "Địa danh, thời gian phải canh giữa dưới Quốc hiệu, đang lệch {found} mm ({article}).",
    "place-date-level": "Địa danh, thời gian phải cùng dòng với số, ký hiệu; đang lệch {found} mm ({article}).",
    "letter-abstract-place": "Trích yếu công văn phải canh giữa dưới số, ký hiệu; đang lệch {found} mm ({article}).",
    "letter-abstract-space": "Trích yếu công văn phải cách số, ký hiệu {allowed} pt, đang cách {found} pt ({article}).",
    "title-missing": "Thiếu tên loại văn bản, hoặc “V/v” nếu là công văn ({article}).",
    "type-name-place": "Tên loại văn bản phải đặt canh giữa, đang lệch {found} mm ({article}).",
    "abstract-missing": "Thiếu trích yếu nội dung dưới tên loại văn bản ({article}).",
    "abstract-place": "Trích yếu nội dung phải đặt canh giữa, đang lệch {found} mm ({article}).",
    "abstract-rule": "Đường kẻ dưới trích yếu phải dài từ 1/3 đến 1/2 dòng chữ và cân đối; đang bằng {found}% "
    "({article}).",
    "header-order": "Các thành phần ở đầu trang không đúng thứ tự từ trên xuống: “{text}” ({article}).",
    "number-open": "Số của văn bản còn để trống, chờ văn thư cấp số.",
    "number-form": "Số, ký hiệu phải có dạng “Số: 05/BNV-VP”, đang ghi “{found}” ({article}).",
    "number-spaces": "Trong số, ký hiệu không cách chữ ở dấu gạch chéo và gạch nối: “{found}” ({article}).",
    "number-zero": "Số của văn bản phải ghi {wanted} (số nhỏ hơn 10 thêm số 0 phía trước), đang ghi {found} "
    "({article}).",
    "symbol-letters": "Ký hiệu phải viết bằng chữ in hoa, trừ chữ viết tắt tên loại như TTr: “{found}” ({article}).",
    "symbol-type": "Ký hiệu phải bắt đầu bằng chữ viết tắt tên loại {wanted}; công văn không có. "
    "Đang ghi “{found}” ({article}).",
    "place-date-missing": "Thiếu địa danh và thời gian ban hành ({article}).",
    "date-open": "Ngày, tháng của văn bản còn để trống, chờ văn thư điền.",
    "place-date-form": "Phải ghi như “Hà Nội, ngày 05 tháng 01 năm 2020”, đang ghi “{found}” ({article}).",
    "date-zero": "Phải ghi {wanted}, đang ghi {found}: chỉ ngày nhỏ hơn 10 và tháng 1, 2 có số 0 phía trước "
    "({article}).",
    "date-impossible": "Ngày không có trong lịch: “{found}” ({article}).",
    "secret-mark": "Văn bản mang dấu chỉ độ mật “{found}”: không được soạn thảo, lưu giữ hay gửi trên hệ thống này "
    "({article}).",
    "urgency-colour": "Dấu chỉ mức độ khẩn phải có màu đỏ tươi cả chữ và khung: “{found}” ({article}).",
    "urgency-frame-missing": "Dấu chỉ mức độ khẩn phải có khung hình chữ nhật viền đơn: “{found}” ({article}).",
    "urgency-frame": "Khung dấu {stamp} phải là {wanted} mm, đang là {found} mm ({article}).",
    "urgency-place": "Dấu chỉ mức độ khẩn phải ở cột trái, dưới số và ký hiệu: “{found}” ({article}).",
    "circulation-frame-missing": "Chỉ dẫn phạm vi lưu hành phải có khung viền đơn: “{found}” ({article}).",
    "circulation-place": "Chỉ dẫn phạm vi lưu hành phải ở lề trên, bên phải: “{found}” ({article}).",
    "bases-endings": "Mỗi căn cứ kết thúc bằng dấu chấm phẩy, căn cứ cuối bằng dấu chấm; chỗ này cần “{wanted}” "
    "({article}).",
    "body-missing": "Không thấy nội dung văn bản ({article}).",
    "body-size": "Nội dung phải có cỡ chữ {allowed}, đang là {found}: “{text}” ({article}).",
    "body-slope": "Nội dung phải là kiểu chữ đứng: “{text}” ({article}).",
    "body-weight": "Nội dung không in đậm cả đoạn: “{text}” ({article}).",
    "body-justified": "Nội dung phải canh đều cả hai lề; {found} trong {rows} dòng không đều ({article}).",
    "body-indent": "Dòng đầu của đoạn phải lùi vào {allowed} mm, đang lùi {found} mm: “{text}” ({article}).",
    "line-spacing": "Khoảng cách dòng phải từ {allowed} dòng, đang là {found} ({article}).",
    "paragraph-spacing": "Các đoạn phải cách nhau ít nhất {allowed} pt, đang cách {found} pt: “{text}” ({article}).",
    "body-end": "Nội dung văn bản phải kết thúc bằng “{wanted}”: “{text}” ({article}).",
    "division-place": "Phần, chương, mục, tiểu mục phải đặt canh giữa: “{text}” ({article}).",
    "division-numeral": "Phần, Chương ghi số La Mã; Mục, Tiểu mục ghi chữ số Ả Rập: “{found}” ({article}).",
    "clause-weight": "Số thứ tự và tiêu đề của điều phải in đậm: “{text}” ({article}).",
    "clause-form": "Điều phải ghi bằng chữ số Ả Rập, sau số có dấu chấm (“Điều 1.”): “{text}” ({article}).",
    "point-letters": "Các điểm phải theo thứ tự chữ cái tiếng Việt; cần “{wanted})”, đang ghi “{found})” ({article}).",
    "addressees-missing": "Công văn phải có “Kính gửi:” ({article}).",
    "addressees-needless": "Chỉ công văn, tờ trình và báo cáo gửi cấp trên mới có “Kính gửi:” ({article}).",
    "addressees-form": "Gửi một nơi thì ghi cùng dòng với “Kính gửi:”; gửi nhiều nơi thì mỗi nơi một dòng, đầu dòng "
    "gạch "
    "ngang, cuối dòng chấm phẩy, dòng cuối dấu chấm ({article}).",
    "addressees-dashes": "Các gạch đầu dòng phải thẳng dưới dấu hai chấm của “Kính gửi:” ({article}).",
    "recipients-missing": "Thiếu phần “Nơi nhận:” ({article}).",
    "recipients-heading-form": "Phải ghi “{wanted}”, đang ghi “{found}” ({article}).",
    "recipients-flush-left": "“Nơi nhận:” phải sát lề trái, đang lùi {found} mm ({article}).",
    "recipients-level": "“Nơi nhận:” phải ngang hàng với quyền hạn, chức vụ của người ký; đang lệch {found} mm "
    "({article}).",
    "recipients-form": "Mỗi nơi nhận một dòng, đầu dòng gạch ngang, cuối dòng chấm phẩy, dòng cuối dấu chấm: “{text}” "
    "({article}).",
    "recipients-first": "Nơi nhận của công văn phải bắt đầu bằng “- {wanted};” ({article}).",
    "recipients-archive": "Dòng cuối của nơi nhận phải là “- Lưu: VT, …”, đang ghi “{text}” ({article}).",
    "authority-missing": "Thiếu quyền hạn, chức vụ của người ký ở phía dưới bên phải ({article}).",
    "authority-form": "Phải viết tắt TM., Q., KT., TL., TUQ. kèm dấu chấm; đang ghi “{found}” ({article}).",
    "authority-post": "Ký thay, ký thừa lệnh, thừa ủy quyền hoặc thay mặt phải ghi chức vụ của người ký ở dòng dưới: "
    "“{text}” ({article}).",
    "authority-place": "Các dòng quyền hạn, chức vụ phải canh giữa với nhau: “{text}” ({article}).",
    "signer-missing": "Thiếu họ và tên người ký ({article}).",
    "signer-place": "Họ và tên người ký phải canh giữa dưới quyền hạn, chức vụ: “{text}” ({article}).",
    "signer-title": "Trước họ tên người ký không ghi học hàm, học vị, danh hiệu: “{found}” ({article}).",
    "signer-rank": "Trước họ tên người ký có cấp bậc “{found}”: chỉ được ghi khi ngành có quy định ({article}).",
    "appendix-numeral": "Từ hai phụ lục trở lên phải đánh số La Mã theo thứ tự (cần “Phụ lục {wanted}”): “{found}” "
    "({article}).",
    "appendix-place": "Tiêu đề của phụ lục phải đặt canh giữa: “{text}” ({article}).",
    "appendix-title-missing": "Thiếu tên của phụ lục: “{text}” ({article}).",
    "appendix-reference-missing": "Thiếu dòng “(Kèm theo … số …/… ngày … tháng … năm … của …)” dưới tên phụ lục "
    "({article}).",
    "appendix-reference-form": "Phải ghi “(Kèm theo … số …/… ngày … tháng … năm … của …)”, đang ghi “{text}” "
    "({article}).",
    "appendix-reference-filled": "Với văn bản điện tử, số và ngày trong dòng “(Kèm theo …)” để trống: “{text}” "
    "({article}).",
    "contact-rule": "Phải có đường kẻ nét liền, dài bằng vùng nội dung, phía trên địa chỉ liên hệ ({article}).",
    "leader-signature-place": "Hình ảnh chữ ký của người có thẩm quyền phải canh giữa chức vụ và họ tên ({article}).",
    "agency-signature-place": "Hình ảnh dấu phải trùm khoảng 1/3 hình ảnh chữ ký về bên trái, đang trùm {found}% "
    "({article}).",
}
