"""Words for books and their evidence files."""

from __future__ import annotations

ERRORS: dict[str, str] = {
    "not-an-asice-container": "Đây không phải hồ sơ chứng cứ của sổ (.asice) hoặc tệp đã hỏng; hãy xin lại tệp gốc.",
    "book-refused": "Sổ không chấp nhận việc này.",
    "book-unavailable": "Hiện chưa làm việc được với sổ. Hãy thử lại sau.",
    "book-unreadable": "Không đọc được dữ liệu của sổ. Hãy tải lại từ trục.",
    "book-statement-unreadable": (
        "Bản ghi của sổ không đúng dạng quy định ({reason}). Không dùng bản ghi này; hãy báo lại người lập."
    ),
    "book-statement-not-writable": (
        "Không lập được bản ghi: phần “{part}” không hợp lệ ({reason}). Hãy sửa nội dung rồi làm lại."
    ),
    "book-record-unreadable": "Biên nhận của trục không đúng dạng quy định ({reason}). Hãy báo người quản trị trục.",
    "book-receipt-key-refused": "Trục phải ký biên nhận bằng khóa P-256; không dùng được khóa này ({key}).",
    "book-hub-key-unreadable": "Không đọc được khóa công khai của trục. Hãy xin lại từ người quản trị trục.",
    "book-not-founded": "Bản ghi này không lập được sổ ({reason}). Sổ phải do con dấu số của cơ quan lập.",
    "book-chain-broken": (
        "Sổ nhận được không liền mạch, sai ở bản ghi số {sequence} ({flaw}). "
        "Không dùng phần sau chỗ sai; hãy báo người quản trị trục và giữ lại bản này làm chứng."
    ),
    "book-evidence-unreadable": (
        "Đây không phải hồ sơ chứng cứ của sổ hoặc tệp đã hỏng ({reason} {entry}). Hãy xin lại tệp gốc."
    ),
    "book-evidence-not-writable": "Không lập được hồ sơ chứng cứ ({reason}: {entry}). Hãy đồng bộ sổ rồi làm lại.",
}

FINDINGS: dict[str, str] = {
    "book-not-judged": "Phiên bản này chưa tính lại được kết quả của loại sổ này; chữ ký và thứ tự đã được kiểm.",
    # who may write
    "book-not-founding": "Bản ghi đầu tiên không phải bản ghi lập sổ.",
    "book-seal-missing": "Bản ghi lập sổ không được ký bằng con dấu số của chính cơ quan lập sổ.",
    "book-already-founded": "Sổ đã được lập, không lập lại lần nữa.",
    "book-other-book": "Bản ghi thuộc sổ khác, không được đưa vào sổ này.",
    "book-malformed": "Nội dung bản ghi không đúng mẫu của loại bản ghi.",
    "book-unknown-official": "Người ký không có tên trong sổ.",
    "book-other-certificate": "Chứng thư số đã ký không phải của người này theo sổ. Không dùng bản ghi này.",
    "book-role-ended": "Người ký đã thôi giữ vai trò trong sổ.",
    "book-role-expired": "Vai trò của người ký trong sổ đã hết hạn.",
    "book-desk-key-limited": "Khóa của máy không được ký loại bản ghi này; phải ký bằng chữ ký số của người đó.",
    "book-desk-key-expired": "Khóa của máy đã hết hạn; hãy đăng ký lại máy.",
    "book-no-right": "Người ký không có quyền thay đổi thành phần hoặc quy chế của sổ.",
    "book-certificate-taken": "Chứng thư số này đã thuộc về người khác trong sổ.",
    "book-unknown-desk-key": "Máy này chưa được đăng ký trong sổ.",
    "book-epoch-not-next": "Thời kỳ mới của sổ không nối tiếp thời kỳ trước.",
    # the chain
    "book-chain-record": "Biên nhận của trục không đúng dạng quy định.",
    "book-chain-other-book": "Biên nhận ghi tên sổ khác.",
    "book-chain-gap": "Thiếu hoặc sai thứ tự bản ghi: sổ không liền số.",
    "book-chain-repeated": "Bản ghi được đưa ra hai lần.",
    "book-chain-fork": "Trục đã đưa ra hai lịch sử khác nhau của một sổ. Hãy giữ cả hai bản và báo người quản trị.",
    "book-chain-statement": "Chữ ký số hoặc dạng của bản ghi không đúng: bản ghi đã bị thay đổi.",
    "book-chain-content": "Nội dung bản ghi khác với nội dung trục đã biên nhận.",
    "book-chain-not-founded": "Sổ không bắt đầu bằng bản ghi lập sổ hợp lệ của cơ quan.",
    "book-chain-hub-key": "Thiếu khóa công khai của trục ghi trong sổ nên không kiểm được biên nhận.",
    "book-chain-receipt": "Biên nhận không mang chữ ký số đúng của trục.",
    "book-chain-time": "Thời điểm biên nhận đi lùi so với bản ghi trước.",
    "book-chain-epoch": "Sổ chuyển sang thời kỳ khác mà không có bản ghi của con dấu cơ quan.",
    "book-chain-twice": "Một bản ghi được biên nhận hai lần.",
    "book-seen-elsewhere": "Người lập bản ghi đã thấy một sổ khác với sổ này. Hãy so đầu sổ với người đó.",
    # the evidence file
    "book-evidence-damaged": "{entry} trong hồ sơ chứng cứ bị hỏng hoặc quá lớn.",
    "book-evidence-altered": "{entry} trong hồ sơ chứng cứ đã bị thay đổi.",
    "book-evidence-missing": "Hồ sơ chứng cứ thiếu {entry}.",
    "book-evidence-unlisted": "{entry} không thuộc hồ sơ chứng cứ này: đã được thêm vào sau.",
    "book-evidence-other-manifest": "{entry} là chữ ký cho một bảng kê khác, không phải bảng kê của hồ sơ này.",
    "book-evidence-hub": "{entry} do chính trục ký nhưng không khớp với các bản ghi khác. Hãy báo người quản trị.",
}
