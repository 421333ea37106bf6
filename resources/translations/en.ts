<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="vi">
<context>
    <name>window</name>
    <message>
        <source>Biểu quyết</source>
        <translation>Voting</translation>
    </message>
    <message>
        <source>Bảng lệnh</source>
        <translation>Command palette</translation>
    </message>
    <message>
        <source>Bảng phím</source>
        <translation>Keyboard map</translation>
    </message>
    <message>
        <source>Chi tiết</source>
        <translation>Details</translation>
    </message>
    <message>
        <source>Chép chữ đã chọn</source>
        <translation>Copy selected text</translation>
    </message>
    <message>
        <source>Chưa xác định</source>
        <translation>Undecided</translation>
    </message>
    <message>
        <source>Chỗ tìm thấy tiếp theo</source>
        <translation>Next match</translation>
    </message>
    <message>
        <source>Chỗ tìm thấy trước</source>
        <translation>Previous match</translation>
    </message>
    <message>
        <source>Chủ nhật</source>
        <translation>Sunday</translation>
    </message>
    <message>
        <source>Chữ ký</source>
        <translation>Signatures</translation>
    </message>
    <message>
        <source>Các thẻ đang mở</source>
        <translation>Open tabs</translation>
    </message>
    <message>
        <source>Công việc</source>
        <translation>Tasks</translation>
    </message>
    <message>
        <source>Cửa sổ</source>
        <translation>Window</translation>
    </message>
    <message>
        <source>Di chuyển</source>
        <translation>Move about</translation>
    </message>
    <message>
        <source>Dòng tiếp theo</source>
        <translation>Next row</translation>
    </message>
    <message>
        <source>Dòng trước</source>
        <translation>Previous row</translation>
    </message>
    <message>
        <source>Dừng</source>
        <translation>Stop</translation>
    </message>
    <message>
        <source>Gõ có dấu hoặc không dấu; Enter để tìm</source>
        <translation>Type with or without marks; Enter searches</translation>
    </message>
    <message>
        <source>Gõ lệnh, tên người, số ký hiệu</source>
        <translation>Type a command, a name, a document number</translation>
    </message>
    <message>
        <source>Gõ việc cần làm, tên người, số ký hiệu…</source>
        <translation>Type what to do, a name, a document number…</translation>
    </message>
    <message>
        <source>Hoàn tác</source>
        <translation>Undo</translation>
    </message>
    <message>
        <source>Hoàn tác việc vừa làm</source>
        <translation>Undo what was just done</translation>
    </message>
    <message>
        <source>Hôm nay</source>
        <translation>Today</translation>
    </message>
    <message>
        <source>Hôm qua</source>
        <translation>Yesterday</translation>
    </message>
    <message>
        <source>Hỏa tốc</source>
        <translation>Express</translation>
    </message>
    <message>
        <source>Hỏa tốc hẹn giờ</source>
        <translation>Express, timed</translation>
    </message>
    <message>
        <source>Hợp lệ</source>
        <translation>Valid</translation>
    </message>
    <message>
        <source>Hợp lệ, có lưu ý</source>
        <translation>Valid, with remarks</translation>
    </message>
    <message>
        <source>Khung tiếp theo</source>
        <translation>Next pane</translation>
    </message>
    <message>
        <source>Khung trước</source>
        <translation>Previous pane</translation>
    </message>
    <message>
        <source>Khác</source>
        <translation>Other</translation>
    </message>
    <message>
        <source>Không hợp lệ</source>
        <translation>Invalid</translation>
    </message>
    <message>
        <source>Không làm được</source>
        <translation>Could not be done</translation>
    </message>
    <message>
        <source>Khẩn</source>
        <translation>Urgent</translation>
    </message>
    <message>
        <source>Ký</source>
        <translation>Sign</translation>
    </message>
    <message>
        <source>Kết quả</source>
        <translation>Results</translation>
    </message>
    <message>
        <source>Mật</source>
        <translation>Secret</translation>
    </message>
    <message>
        <source>Nội các điện tử</source>
        <translation>eCabinet</translation>
    </message>
    <message>
        <source>Phiên họp</source>
        <translation>Meetings</translation>
    </message>
    <message>
        <source>Phím chữ đơn chỉ có tác dụng khi không gõ chữ</source>
        <translation>Single-letter keys act only while no text is being typed</translation>
    </message>
    <message>
        <source>Phóng to</source>
        <translation>Zoom in</translation>
    </message>
    <message>
        <source>Quay lại</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>Soạn thảo</source>
        <translation>Drafting</translation>
    </message>
    <message>
        <source>Soạn văn bản mới</source>
        <translation>New document</translation>
    </message>
    <message>
        <source>Sổ</source>
        <translation>Registers</translation>
    </message>
    <message>
        <source>Thiết lập</source>
        <translation>Preferences</translation>
    </message>
    <message>
        <source>Thu nhỏ</source>
        <translation>Zoom out</translation>
    </message>
    <message>
        <source>Thông báo</source>
        <translation>Notifications</translation>
    </message>
    <message>
        <source>Thượng khẩn</source>
        <translation>Most urgent</translation>
    </message>
    <message>
        <source>Thẻ tiếp theo</source>
        <translation>Next tab</translation>
    </message>
    <message>
        <source>Thẻ trước</source>
        <translation>Previous tab</translation>
    </message>
    <message>
        <source>Thứ Ba</source>
        <translation>Tuesday</translation>
    </message>
    <message>
        <source>Thứ Bảy</source>
        <translation>Saturday</translation>
    </message>
    <message>
        <source>Thứ Hai</source>
        <translation>Monday</translation>
    </message>
    <message>
        <source>Thứ Năm</source>
        <translation>Thursday</translation>
    </message>
    <message>
        <source>Thứ Sáu</source>
        <translation>Friday</translation>
    </message>
    <message>
        <source>Thứ Tư</source>
        <translation>Wednesday</translation>
    </message>
    <message>
        <source>Thử lại</source>
        <translation>Try again</translation>
    </message>
    <message>
        <source>Tiến trình</source>
        <translation>Progress</translation>
    </message>
    <message>
        <source>Toàn màn hình</source>
        <translation>Full screen</translation>
    </message>
    <message>
        <source>Trang thu nhỏ</source>
        <translation>Thumbnails</translation>
    </message>
    <message>
        <source>Trang văn bản</source>
        <translation>Document page</translation>
    </message>
    <message>
        <source>Trang {page} / {count}</source>
        <translation>Page {page} of {count}</translation>
    </message>
    <message>
        <source>Trình đơn chính</source>
        <translation>Main menu</translation>
    </message>
    <message>
        <source>Trình đơn chính (F10)</source>
        <translation>Main menu (F10)</translation>
    </message>
    <message>
        <source>Trạng thái</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Trở lại danh sách</source>
        <translation>Back to the list</translation>
    </message>
    <message>
        <source>Tìm</source>
        <translation>Search</translation>
    </message>
    <message>
        <source>Tìm trong mọi nơi</source>
        <translation>Search everywhere</translation>
    </message>
    <message>
        <source>Tìm trong trang</source>
        <translation>Find in page</translation>
    </message>
    <message>
        <source>Tìm văn bản, phiên họp, người, việc…</source>
        <translation>Search documents, meetings, people, tasks…</translation>
    </message>
    <message>
        <source>Việc khác</source>
        <translation>More</translation>
    </message>
    <message>
        <source>Văn bản đi</source>
        <translation>Outgoing</translation>
    </message>
    <message>
        <source>Văn bản đến</source>
        <translation>Incoming</translation>
    </message>
    <message>
        <source>Vừa bề ngang</source>
        <translation>Fit width</translation>
    </message>
    <message>
        <source>Xem bản đã ký</source>
        <translation>See the signed revision</translation>
    </message>
    <message>
        <source>Xem trang</source>
        <translation>View pages</translation>
    </message>
    <message>
        <source>Xin ý kiến</source>
        <translation>Opinions</translation>
    </message>
    <message>
        <source>Xử lý</source>
        <translation>Handle</translation>
    </message>
    <message>
        <source>chưa đọc</source>
        <translation>unread</translation>
    </message>
    <message>
        <source>không đạt</source>
        <translation>failed</translation>
    </message>
    <message>
        <source>sắp tới</source>
        <translation>to come</translation>
    </message>
    <message>
        <source>vừa xong</source>
        <translation>just now</translation>
    </message>
    <message>
        <source>{choice}, phím {key}</source>
        <translation>{choice}, key {key}</translation>
    </message>
    <message>
        <source>{count} giây</source>
        <translation>{count} s</translation>
    </message>
    <message>
        <source>{count} giờ trước</source>
        <translation>{count} h ago</translation>
    </message>
    <message>
        <source>{count} ngày trước</source>
        <translation>{count} days ago</translation>
    </message>
    <message>
        <source>{count} phút</source>
        <translation>{count} min</translation>
    </message>
    <message>
        <source>{count} phút trước</source>
        <translation>{count} min ago</translation>
    </message>
    <message>
        <source>{count} tệp đính kèm</source>
        <translation>{count} attachments</translation>
    </message>
    <message>
        <source>{hours} giờ {minutes} phút</source>
        <translation>{hours} h {minutes} min</translation>
    </message>
    <message>
        <source>{place}, {count} việc</source>
        <translation>{place}, {count} to do</translation>
    </message>
    <message>
        <source>{weekday}, {day} tháng {month}</source>
        <translation>{weekday}, {day}/{month}</translation>
    </message>
    <message>
        <source>Đang họp</source>
        <translation>In session</translation>
    </message>
    <message>
        <source>Đã bị sửa sau khi ký</source>
        <translation>Changed after signing</translation>
    </message>
    <message>
        <source>Đã rõ</source>
        <translation>Understood</translation>
    </message>
    <message>
        <source>Đóng</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>Đóng thẻ</source>
        <translation>Close tab</translation>
    </message>
    <message>
        <source>Đóng thẻ (Ctrl+W)</source>
        <translation>Close tab (Ctrl+W)</translation>
    </message>
    <message>
        <source>Đến mục thứ {number} ở cột trái</source>
        <translation>Go to place {number} in the rail</translation>
    </message>
    <message>
        <source>Đọc</source>
        <translation>Reader</translation>
    </message>
    <message>
        <source>Đồng bộ ngay</source>
        <translation>Synchronise now</translation>
    </message>
    <message>
        <source>đang chờ</source>
        <translation>waiting</translation>
    </message>
    <message>
        <source>đã xong</source>
        <translation>done</translation>
    </message>
</context>
</TS>
