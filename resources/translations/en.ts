<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="vi">
<context>
    <name>window</name>
    <message>
        <source>Bảng lệnh</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bảng phím</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Chi tiết</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Chép chữ đã chọn</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Chưa xác định</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Chỗ tìm thấy tiếp theo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Chỗ tìm thấy trước</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Chủ nhật</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Các thẻ đang mở</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cửa sổ</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Di chuyển</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dòng tiếp theo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dòng trước</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dừng</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Gõ có dấu hoặc không dấu; Enter để tìm</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Gõ lệnh, tên người, số ký hiệu</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Gõ việc cần làm, tên người, số ký hiệu…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hoàn tác</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hoàn tác việc vừa làm</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hôm qua</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hỏa tốc</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hỏa tốc hẹn giờ</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hợp lệ</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hợp lệ, có lưu ý</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Khung tiếp theo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Khung trước</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Khác</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Không hợp lệ</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Không làm được</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Khẩn</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kết quả</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mật</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nội các điện tử</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Phím chữ đơn chỉ có tác dụng khi không gõ chữ</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Phóng to</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quay lại</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Soạn văn bản mới</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Thiết lập</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Thu nhỏ</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Thông báo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Thượng khẩn</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Thẻ tiếp theo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Thẻ trước</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Thứ Ba</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Thứ Bảy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Thứ Hai</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Thứ Năm</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Thứ Sáu</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Thứ Tư</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Thử lại</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tiến trình</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Toàn màn hình</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Trình đơn chính</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Trình đơn chính (F10)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Trạng thái</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Trở lại danh sách</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tìm trong mọi nơi</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tìm trong trang</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tìm văn bản, phiên họp, người, việc…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Vừa bề ngang</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Xem bản đã ký</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Xem trang</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Xử lý</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>chưa đọc</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>không đạt</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>sắp tới</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>vừa xong</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{choice}, phím {key}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} giây</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} giờ trước</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} ngày trước</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} phút</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} phút trước</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} tệp đính kèm</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{hours} giờ {minutes} phút</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{place}, {count} việc</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{weekday}, {day} tháng {month}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Đang họp</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Đã bị sửa sau khi ký</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Đã rõ</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Đóng</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Đóng thẻ</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Đóng thẻ (Ctrl+W)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Đến mục thứ {number} ở cột trái</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Đồng bộ ngay</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>đang chờ</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>đã xong</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
