"""Sentences of an office at the desk: its book, statements on their way, what is wrong with a replica."""

from __future__ import annotations

TYPES: dict[str, str] = {
    "book.found/1": "lập sổ",
    "role.grant/1": "ghi người vào sổ",
    "role.end/1": "thôi nhiệm vụ",
    "profile.change/1": "đổi bộ quy tắc",
    "desk.enrol/1": "đăng ký khóa bàn làm việc",
    "desk.end/1": "thôi dùng khóa bàn làm việc",
    "epoch.open/1": "mở thời kỳ mới",
    "head.seen/1": "xác nhận đầu sổ",
    "draft.submit/1": "trình dự thảo",
    "draft.comment/1": "góp ý",
    "draft.approve/1": "duyệt dự thảo",
    "draft.return/1": "trả lại dự thảo",
    "document.signed/1": "ký văn bản",
    "number.take/1": "cấp số văn bản đi",
    "document.issued/1": "ban hành",
    "arrival.register/1": "vào sổ văn bản đến",
    "arrival.refuse/1": "từ chối văn bản đến",
    "directive.give/1": "chỉ đạo giải quyết",
    "task.report/1": "báo cáo nhiệm vụ",
    "task.close/1": "kết thúc nhiệm vụ",
    "mandate.give/1": "ủy quyền",
    "mandate.end/1": "chấm dứt ủy quyền",
}

DRAFT_STATES: dict[str, str] = {
    "submitted": "đã trình",
    "returned": "bị trả lại",
    "approved": "đã duyệt",
    "signed": "đã ký",
    "numbered": "đã cấp số",
    "issued": "đã ban hành",
}

TASK_STATES: dict[str, str] = {
    "assigned": "đã giao",
    "in-work": "đang xử lý",
    "reported": "đã báo cáo hoàn thành",
    "done": "đã hoàn thành",
    "dropped": "đã hủy",
}

THINGS: dict[str, str] = {
    "draft": "dự thảo",
    "task": "nhiệm vụ",
    "mandate": "ủy quyền",
    "arrival": "văn bản đến",
}

ERRORS: dict[str, str] = {
    "office-unknown": "Bàn làm việc này chưa có sổ cơ quan nào {book}. Hãy chạy ecabinet office sync để tải sổ về.",
    "office-ambiguous": "Bàn làm việc có nhiều sổ cơ quan; hãy ghi --book MÃ_SỔ.",
    "office-book-unreadable": "{cause} Vì vậy không đọc được phần này của sổ.",
    "office-book-not-trusted": "{cause} Vì vậy tạm dừng ký vào sổ này.",
    "office-cannot-be-said": "Không ghi được vào sổ: phần “{part}” không hợp lệ ({reason}). Hãy sửa nội dung.",
    "office-seal-not-trusted": (
        "Con dấu lập sổ ({seal}) không được tin theo chứng thư gốc của bàn làm việc này ({reason}) nên không nhận sổ."
    ),
    "office-of-another-agency": "Sổ này do cơ quan {agency} lập, không phải cơ quan của bàn làm việc này.",
    "office-thing-unknown": "Sổ không có mục nào mang mã “{id}”. Hãy đồng bộ rồi làm lại.",
    "office-thing-ambiguous": "Có nhiều mục khớp mã “{id}”. Hãy ghi mã dài hơn.",
    "office-file-not-here": "Tệp {name} chưa được tải về. Hãy chạy ecabinet office sync rồi làm lại.",
    "office-signer-differs": (
        "Văn bản ghi “{paper}” còn người đang ký là “{signer}”. Hãy sửa phần người ký của dự thảo rồi trình, duyệt lại."
    ),
    "office-not-signed-yet": "Dự thảo chưa được người có thẩm quyền ký nên chưa xin số được.",
    "office-not-numbered-yet": "Sổ chưa cấp số cho văn bản này. Hãy chạy ecabinet office number rồi office sync.",
    "office-issue-queued": "Việc ban hành đã được ký và đang chờ sổ ghi nhận. Hãy chạy ecabinet office sync.",
    "office-arrival-queued": "Văn bản đến này đã được xử lý trên bàn làm việc và đang chờ sổ ghi nhận.",
    "office-paper-does-not-hold": "Chữ ký của {signer} không đạt khi kiểm lại; không có gì được ghi vào sổ.",
    "office-paper-numbered": "Dự thảo không được ghi sẵn số hoặc ngày; hai mục này do văn thư ghi khi ban hành.",
    "office-book-file-broken": (
        "Hồ sơ sổ đã bị thay đổi hoặc thiếu, trước hết ở {entry}. Không nhập gì cả; hãy xin lại tệp gốc."
    ),
    "office-keeps-register": (
        "Cơ quan đã dùng sổ chung nên việc này phải đi qua sổ: hãy dùng các lệnh ecabinet office."
    ),
}

FINDINGS: dict[str, str] = {
    "book-desk-rolled-back": (
        "Bàn làm việc này đã từng có sổ đến mục {highest} nhưng kho dữ liệu chỉ còn đến mục {sequence} "
        "(có thể vừa khôi phục từ bản cũ). Hãy đồng bộ trước khi ký bất cứ việc gì."
    ),
    "book-own-head-elsewhere": (
        "Mục {sequence} của sổ khác với bản mà chính bàn làm việc này đã thấy trước đây: sổ có hai lịch sử. "
        "Hãy giữ nguyên và báo người quản trị."
    ),
    "book-hub-lost": (
        "Trục chỉ còn sổ đến mục {hub} trong khi bàn làm việc giữ đến mục {ours}: trục đã mất dữ liệu. "
        "Hãy báo người quản trị; không mục nào ở bàn này bị mất."
    ),
    "book-hub-restored": (
        "Trục vừa khôi phục từ bản sao lưu (đến mục {hub}); bàn làm việc đã gửi lại phần mình giữ. "
        "Con dấu cơ quan phải mở thời kỳ mới trước khi ghi tiếp."
    ),
}

ERRORS |= FINDINGS
