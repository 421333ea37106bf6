<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="vi">
<context>
    <name>window</name>
    <message>
        <source>Biên nhận</source>
        <translation>Receipt</translation>
    </message>
    <message>
        <source>Biểu quyết</source>
        <translation>Voting</translation>
    </message>
    <message>
        <source>Báo trạng thái</source>
        <translation>Report status</translation>
    </message>
    <message>
        <source>Bản tại lúc ký; sau đó tệp có thêm phần</source>
        <translation>The revision when it was signed; parts were added to the file later</translation>
    </message>
    <message>
        <source>Bản đã ký</source>
        <translation>Signed revision</translation>
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
        <source>Bằng chứng</source>
        <translation>Evidence</translation>
    </message>
    <message>
        <source>Chi tiết</source>
        <translation>Details</translation>
    </message>
    <message>
        <source>Chi tiết chữ ký</source>
        <translation>Signature details</translation>
    </message>
    <message>
        <source>Chép chữ đã chọn</source>
        <translation>Copy selected text</translation>
    </message>
    <message>
        <source>Chưa chọn văn bản</source>
        <translation>No document chosen</translation>
    </message>
    <message>
        <source>Chưa có</source>
        <translation>None yet</translation>
    </message>
    <message>
        <source>Chưa có phản hồi</source>
        <translation>No answer yet</translation>
    </message>
    <message>
        <source>Chưa có văn bản đi</source>
        <translation>No outgoing documents yet</translation>
    </message>
    <message>
        <source>Chưa có văn bản đến</source>
        <translation>No incoming documents yet</translation>
    </message>
    <message>
        <source>Chưa gửi</source>
        <translation>Not sent</translation>
    </message>
    <message>
        <source>Chưa kiểm tra được tệp này.</source>
        <translation>This file could not be checked yet.</translation>
    </message>
    <message>
        <source>Chưa lưu</source>
        <translation>Not kept yet</translation>
    </message>
    <message>
        <source>Chưa phản hồi</source>
        <translation>No answer</translation>
    </message>
    <message>
        <source>Chưa xác định</source>
        <translation>Undecided</translation>
    </message>
    <message>
        <source>Chưa xét được nội dung có nguyên vẹn hay không</source>
        <translation>It could not be found whether the content is whole</translation>
    </message>
    <message>
        <source>Chưa đủ căn cứ để tin chứng thư số</source>
        <translation>Not enough grounds to trust the certificate</translation>
    </message>
    <message>
        <source>Chưa đủ căn cứ để tin; nối mạng hoặc bổ sung chứng thư gốc tin cậy rồi kiểm tra lại.</source>
        <translation>Not enough grounds to believe it; go on line or add the trusted root certificate, then check again.</translation>
    </message>
    <message>
        <source>Chỉ cần khi kết quả là chưa xác định</source>
        <translation>Only needed while the verdict is undecided</translation>
    </message>
    <message>
        <source>Chỉ văn thư được làm việc này</source>
        <translation>Only the clerk may do this</translation>
    </message>
    <message>
        <source>Chọn một dòng ở danh sách để xem nội dung.</source>
        <translation>Choose a row of the list to see its content.</translation>
    </message>
    <message>
        <source>Chọn tệp cần kiểm tra</source>
        <translation>Choose the file to check</translation>
    </message>
    <message>
        <source>Chọn tệp khác…</source>
        <translation>Choose another file…</translation>
    </message>
    <message>
        <source>Chọn tệp…</source>
        <translation>Choose a file…</translation>
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
        <source>Chờ gửi</source>
        <translation>Waiting to be sent</translation>
    </message>
    <message>
        <source>Chờ phản hồi</source>
        <translation>Waiting for answers</translation>
    </message>
    <message>
        <source>Chờ sổ cơ quan ghi nhận</source>
        <translation>Waiting for the office's book</translation>
    </message>
    <message>
        <source>Chờ tiếp nhận</source>
        <translation>Waiting to be received</translation>
    </message>
    <message>
        <source>Chờ vào sổ</source>
        <translation>Waiting to be registered</translation>
    </message>
    <message>
        <source>Chủ nhật</source>
        <translation>Sunday</translation>
    </message>
    <message>
        <source>Chứng thư số</source>
        <translation>Certificate</translation>
    </message>
    <message>
        <source>Chứng thư số tin cậy</source>
        <translation>Certificate trusted</translation>
    </message>
    <message>
        <source>Chữ ký</source>
        <translation>Signatures</translation>
    </message>
    <message>
        <source>Chữ ký không được chấp nhận</source>
        <translation>Signature not accepted</translation>
    </message>
    <message>
        <source>Chữ ký và bảng kê của gói tin đều đạt</source>
        <translation>The packet's signatures and its manifest hold</translation>
    </message>
    <message>
        <source>Chữ ký đạt; có điều cần biết</source>
        <translation>Signatures hold; there is something to know</translation>
    </message>
    <message>
        <source>Con dấu số của cơ quan</source>
        <translation>The agency's digital seal</translation>
    </message>
    <message>
        <source>Các thẻ đang mở</source>
        <translation>Open tabs</translation>
    </message>
    <message>
        <source>Còn điều chưa kiểm tra được</source>
        <translation>Something could not be checked yet</translation>
    </message>
    <message>
        <source>Có hạn</source>
        <translation>With deadline</translation>
    </message>
    <message>
        <source>Có thể dùng; hãy đọc các lưu ý.</source>
        <translation>It may be used; read the remarks.</translation>
    </message>
    <message>
        <source>Có điều không đạt; không được tiếp nhận</source>
        <translation>Something does not hold; it must not be received</translation>
    </message>
    <message>
        <source>Có, do trục liên thông ký</source>
        <translation>Yes, signed by the hub</translation>
    </message>
    <message>
        <source>Công việc</source>
        <translation>Tasks</translation>
    </message>
    <message>
        <source>Cả tệp</source>
        <translation>Whole file</translation>
    </message>
    <message>
        <source>Cần xử lý</source>
        <translation>Needs action</translation>
    </message>
    <message>
        <source>Cửa sổ</source>
        <translation>Window</translation>
    </message>
    <message>
        <source>Danh sách</source>
        <translation>List</translation>
    </message>
    <message>
        <source>Di chuyển</source>
        <translation>Move about</translation>
    </message>
    <message>
        <source>Dung lượng</source>
        <translation>Size</translation>
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
        <source>Ghi nhận</source>
        <translation>Noted</translation>
    </message>
    <message>
        <source>Giờ tự khai</source>
        <translation>Claimed time</translation>
    </message>
    <message>
        <source>Gói ASiC-E</source>
        <translation>ASiC-E container</translation>
    </message>
    <message>
        <source>Gói tin</source>
        <translation>Packet</translation>
    </message>
    <message>
        <source>Gói tin edXML</source>
        <translation>edXML packet</translation>
    </message>
    <message>
        <source>Gói tin đã lưu và kiểm tra</source>
        <translation>Packet kept and checked</translation>
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
        <source>Gửi văn bản</source>
        <translation>Send document</translation>
    </message>
    <message>
        <source>Hoàn thành</source>
        <translation>Completed</translation>
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
        <source>Hãy ghi lý do trước</source>
        <translation>Write the reason first</translation>
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
        <source>Hạn hôm nay</source>
        <translation>Due today</translation>
    </message>
    <message>
        <source>Hạn xử lý</source>
        <translation>Deadline</translation>
    </message>
    <message>
        <source>Hạn xử lý: {day}</source>
        <translation>Deadline: {day}</translation>
    </message>
    <message>
        <source>Hết hạn thử lại</source>
        <translation>Retries used up</translation>
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
        <source>Hỏi tình trạng thu hồi qua mạng</source>
        <translation>Ask for revocation over the network</translation>
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
        <source>Không có chữ ký</source>
        <translation>No signature</translation>
    </message>
    <message>
        <source>Không có văn bản nào khớp. Hãy bỏ bớt bộ lọc hoặc đổi từ tìm.</source>
        <translation>No document fits. Take away filters or search for something else.</translation>
    </message>
    <message>
        <source>Không dùng văn bản này; đề nghị nơi gửi gửi lại bản gốc.</source>
        <translation>Do not use this document; ask the sender to send the original again.</translation>
    </message>
    <message>
        <source>Không dùng văn bản này; đề nghị nơi gửi ký và gửi lại.</source>
        <translation>Do not use this document; ask the sender to sign and send it again.</translation>
    </message>
    <message>
        <source>Không gửi được</source>
        <translation>Could not be sent</translation>
    </message>
    <message>
        <source>Không hiện được trang của tệp này: tệp hỏng, bị khóa hoặc quá lớn.</source>
        <translation>The pages of this file cannot be shown: it is damaged, locked or too large.</translation>
    </message>
    <message>
        <source>Không hợp lệ</source>
        <translation>Invalid</translation>
    </message>
    <message>
        <source>Không kiểm tra được tệp này.</source>
        <translation>This file could not be checked.</translation>
    </message>
    <message>
        <source>Không làm được</source>
        <translation>Could not be done</translation>
    </message>
    <message>
        <source>Không rõ</source>
        <translation>Unknown</translation>
    </message>
    <message>
        <source>Không rõ thời điểm ký</source>
        <translation>Time of signing unknown</translation>
    </message>
    <message>
        <source>Không tệp nào trong gói tin có chữ ký số.</source>
        <translation>No file of the packet is signed.</translation>
    </message>
    <message>
        <source>Không vẽ được trang của tệp này. Tệp có thể đã hỏng.</source>
        <translation>The page of this file could not be drawn. The file may be damaged.</translation>
    </message>
    <message>
        <source>Không xét người ký vì nội dung đã bị sửa</source>
        <translation>The signer is not judged because the content was changed</translation>
    </message>
    <message>
        <source>Không đọc được</source>
        <translation>Unreadable</translation>
    </message>
    <message>
        <source>Không đọc được tệp cần kiểm tra.</source>
        <translation>The file to be checked could not be read.</translation>
    </message>
    <message>
        <source>Khẩn</source>
        <translation>Urgent</translation>
    </message>
    <message>
        <source>Kiểm tra chữ ký của một tệp bất kỳ</source>
        <translation>Check the signatures of any file</translation>
    </message>
    <message>
        <source>Kiểm tra chữ ký của một tệp…</source>
        <translation>Check a file's signatures…</translation>
    </message>
    <message>
        <source>Kiểm tra lúc {at}, không hỏi mạng: tình trạng thu hồi chỉ theo bằng chứng có sẵn trong tệp.</source>
        <translation>Checked at {at}, network not asked: revocation is known only from evidence within the file.</translation>
    </message>
    <message>
        <source>Kiểm tra lúc {at}, được phép hỏi nơi cấp chứng thư qua mạng.</source>
        <translation>Checked at {at}; issuers could be asked over the network.</translation>
    </message>
    <message>
        <source>Kiểm tra lúc {at}: không liên lạc được nơi cấp chứng thư nên chưa biết tình trạng thu hồi.</source>
        <translation>Checked at {at}: the issuer could not be reached, so revocation is unknown.</translation>
    </message>
    <message>
        <source>Kiểm tra lại</source>
        <translation>Check again</translation>
    </message>
    <message>
        <source>Kéo tệp PDF, gói tin edXML, XML hoặc ASiC-E vào đây. Tệp chỉ được đọc, không bị sửa và không gửi đi.</source>
        <translation>Drop a PDF, edXML, XML or ASiC-E file here. It is only read, never changed and never sent.</translation>
    </message>
    <message>
        <source>Ký</source>
        <translation>Sign</translation>
    </message>
    <message>
        <source>Kết luận</source>
        <translation>Conclusion</translation>
    </message>
    <message>
        <source>Kết quả</source>
        <translation>Results</translation>
    </message>
    <message>
        <source>Kết quả kiểm tra chữ ký</source>
        <translation>Result of checking signatures</translation>
    </message>
    <message>
        <source>Kết quả kiểm tra không đạt: chỉ có thể từ chối</source>
        <translation>The check failed: it can only be refused</translation>
    </message>
    <message>
        <source>Kết quả kiểm tra từng tệp</source>
        <translation>Result for every file</translation>
    </message>
    <message>
        <source>Kết quả kiểm tra: {verdict}</source>
        <translation>Result of the check: {verdict}</translation>
    </message>
    <message>
        <source>Loại</source>
        <translation>Type</translation>
    </message>
    <message>
        <source>Loại tệp này không có trang để xem; kết quả kiểm tra ở bên phải.</source>
        <translation>This kind of file has no pages to show; the result stands at the right.</translation>
    </message>
    <message>
        <source>Loại tệp này không xem được ở đây: {name}</source>
        <translation>This kind of file cannot be shown here: {name}</translation>
    </message>
    <message>
        <source>Lý do</source>
        <translation>Reasons</translation>
    </message>
    <message>
        <source>Lý do từ chối (bắt buộc)</source>
        <translation>Reason for refusing (required)</translation>
    </message>
    <message>
        <source>Lý do vẫn nhận</source>
        <translation>Reason for receiving anyway</translation>
    </message>
    <message>
        <source>Lý do vẫn nhận (bắt buộc)</source>
        <translation>Reason for receiving anyway (required)</translation>
    </message>
    <message>
        <source>Lý do được lưu cùng văn bản.</source>
        <translation>The reason is kept with the document.</translation>
    </message>
    <message>
        <source>Lưu bằng chứng chữ ký</source>
        <translation>Keep signature evidence</translation>
    </message>
    <message>
        <source>Lấy số đến, báo nơi gửi</source>
        <translation>Take an arrival number, tell the sender</translation>
    </message>
    <message>
        <source>Mã băm</source>
        <translation>Digest</translation>
    </message>
    <message>
        <source>Mật</source>
        <translation>Secret</translation>
    </message>
    <message>
        <source>Một phần của tệp</source>
        <translation>A part of the file</translation>
    </message>
    <message>
        <source>Mới đến</source>
        <translation>New</translation>
    </message>
    <message>
        <source>Mức</source>
        <translation>Level</translation>
    </message>
    <message>
        <source>Ngoại tuyến từ {since}; văn bản chờ gửi và trạng thái sẽ cập nhật khi có mạng.</source>
        <translation>Off line since {since}; waiting documents and states go on when the network is back.</translation>
    </message>
    <message>
        <source>Ngoại tuyến từ {since}; văn bản mới sẽ hiện khi có mạng.</source>
        <translation>Off line since {since}; new documents appear when the network is back.</translation>
    </message>
    <message>
        <source>Ngày</source>
        <translation>Date</translation>
    </message>
    <message>
        <source>Người ký</source>
        <translation>Signer</translation>
    </message>
    <message>
        <source>Người ký (theo phong bì)</source>
        <translation>Signer (by the envelope)</translation>
    </message>
    <message>
        <source>Nơi cấp</source>
        <translation>Issuer</translation>
    </message>
    <message>
        <source>Nơi gửi</source>
        <translation>Sender</translation>
    </message>
    <message>
        <source>Nơi gửi sẽ đọc lý do này.</source>
        <translation>The sender will read this reason.</translation>
    </message>
    <message>
        <source>Nơi nhận</source>
        <translation>Addressees</translation>
    </message>
    <message>
        <source>Nội các điện tử</source>
        <translation>eCabinet</translation>
    </message>
    <message>
        <source>Nội dung</source>
        <translation>Content</translation>
    </message>
    <message>
        <source>Nội dung nguyên vẹn ở bản đã ký</source>
        <translation>Content whole in the signed revision</translation>
    </message>
    <message>
        <source>Nội dung nguyên vẹn, chữ ký bao trùm cả tệp</source>
        <translation>Content whole, the signature covers the whole file</translation>
    </message>
    <message>
        <source>Nội dung tệp</source>
        <translation>File content</translation>
    </message>
    <message>
        <source>Nội dung đang xem không phải nội dung đã ký.</source>
        <translation>What is shown is not what was signed.</translation>
    </message>
    <message>
        <source>Nội dung đã bị sửa sau khi ký</source>
        <translation>The content was changed after signing</translation>
    </message>
    <message>
        <source>Nội dung đã khác với nội dung được ký; không được tiếp nhận</source>
        <translation>The content differs from what was signed; it must not be received</translation>
    </message>
    <message>
        <source>Phiên họp</source>
        <translation>Meetings</translation>
    </message>
    <message>
        <source>Phát biểu đã ký (XML)</source>
        <translation>Signed statement (XML)</translation>
    </message>
    <message>
        <source>Phân công</source>
        <translation>Assigned</translation>
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
        <source>Phạm vi</source>
        <translation>Covers</translation>
    </message>
    <message>
        <source>Quay lại</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>Quá {count} ngày</source>
        <translation>{count} days overdue</translation>
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
        <source>Sẽ gửi sau khi sổ của cơ quan ghi nhận văn bản đã ban hành.</source>
        <translation>It is sent when the office's book has recorded that the document is issued.</translation>
    </message>
    <message>
        <source>Sẽ tự gửi ở lần đồng bộ tới; không cần làm gì thêm.</source>
        <translation>It is sent at the next sync; nothing needs to be done.</translation>
    </message>
    <message>
        <source>Sẽ tự làm ở lần đồng bộ tới; văn bản đã gửi không bị ảnh hưởng.</source>
        <translation>It is done at the next sync; the document already sent is not affected.</translation>
    </message>
    <message>
        <source>Số</source>
        <translation>Number</translation>
    </message>
    <message>
        <source>Số sê-ri</source>
        <translation>Serial number</translation>
    </message>
    <message>
        <source>Số đi</source>
        <translation>Outgoing number</translation>
    </message>
    <message>
        <source>Số đi {number} năm {year}</source>
        <translation>Outgoing number {number} of {year}</translation>
    </message>
    <message>
        <source>Số đã lấy không trả lại được; nơi gửi được báo đã tiếp nhận.</source>
        <translation>A number taken cannot be given back; the sender is told that it was received.</translation>
    </message>
    <message>
        <source>Số đến</source>
        <translation>Arrival number</translation>
    </message>
    <message>
        <source>Số đến chỉ gồm chữ số và lớn hơn 0</source>
        <translation>An arrival number has digits only and is more than 0</translation>
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
        <source>Thông tin</source>
        <translation>Information</translation>
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
        <source>Thời điểm</source>
        <translation>Time</translation>
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
        <source>Tin cậy</source>
        <translation>Trust</translation>
    </message>
    <message>
        <source>Tiến trình</source>
        <translation>Progress</translation>
    </message>
    <message>
        <source>Tiếp nhận</source>
        <translation>Receive</translation>
    </message>
    <message>
        <source>Tiếp nhận khi chưa đủ căn cứ?</source>
        <translation>Receive without sufficient grounds?</translation>
    </message>
    <message>
        <source>Tiếp nhận văn bản</source>
        <translation>Receive document</translation>
    </message>
    <message>
        <source>Tiếp nhận {number}</source>
        <translation>Receiving {number}</translation>
    </message>
    <message>
        <source>Toàn màn hình</source>
        <translation>Full screen</translation>
    </message>
    <message>
        <source>Toàn vẹn</source>
        <translation>Integrity</translation>
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
        <source>Trong tệp không có chữ ký số nào.</source>
        <translation>There is no signature in the file.</translation>
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
        <source>Trục liên thông đã nhận</source>
        <translation>The hub has taken it</translation>
    </message>
    <message>
        <source>Trục liên thông đã từ chối; sửa theo lý do bên trên rồi gửi lại.</source>
        <translation>The hub refused it; mend it by the reason above and send again.</translation>
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
        <source>Tìm trong văn bản đi</source>
        <translation>Search outgoing documents</translation>
    </message>
    <message>
        <source>Tìm trong văn bản đến</source>
        <translation>Search incoming documents</translation>
    </message>
    <message>
        <source>Tìm văn bản, phiên họp, người, việc…</source>
        <translation>Search documents, meetings, people, tasks…</translation>
    </message>
    <message>
        <source>Tình trạng</source>
        <translation>Standing</translation>
    </message>
    <message>
        <source>Tệp bên trong</source>
        <translation>Files inside</translation>
    </message>
    <message>
        <source>Tệp hỏng hoặc không phải định dạng có ký số; đề nghị nơi gửi gửi lại.</source>
        <translation>The file is damaged or of no signed format; ask the sender to send it again.</translation>
    </message>
    <message>
        <source>Tệp không có chữ ký số nên không có giá trị như bản gốc điện tử.</source>
        <translation>The file is not signed, so it does not count as an electronic original.</translation>
    </message>
    <message>
        <source>Tệp quá lớn để xem ở đây; hãy lưu ra đĩa rồi mở bằng chương trình khác.</source>
        <translation>The file is too large to be shown here; save it and open it with another program.</translation>
    </message>
    <message>
        <source>Tổ chức</source>
        <translation>Organisation</translation>
    </message>
    <message>
        <source>Từ chối lấy lại hoặc cập nhật</source>
        <translation>Take-back or update denied</translation>
    </message>
    <message>
        <source>Từ chối tiếp nhận</source>
        <translation>Refused</translation>
    </message>
    <message>
        <source>Từ chối tiếp nhận?</source>
        <translation>Refuse the document?</translation>
    </message>
    <message>
        <source>Từ chối và báo nơi gửi</source>
        <translation>Refuse and tell the sender</translation>
    </message>
    <message>
        <source>Từ chối văn bản…</source>
        <translation>Refuse document…</translation>
    </message>
    <message>
        <source>Từ chối…</source>
        <translation>Refuse…</translation>
    </message>
    <message>
        <source>Việc khác</source>
        <translation>More</translation>
    </message>
    <message>
        <source>Việc này không hoàn tác được.</source>
        <translation>This cannot be undone.</translation>
    </message>
    <message>
        <source>Việc này đã ghi xong, không hoàn tác được nữa</source>
        <translation>This is already written and cannot be undone</translation>
    </message>
    <message>
        <source>Vào sổ</source>
        <translation>Register</translation>
    </message>
    <message>
        <source>Vào sổ văn bản đến</source>
        <translation>Register incoming document</translation>
    </message>
    <message>
        <source>Vì sao</source>
        <translation>Why</translation>
    </message>
    <message>
        <source>Văn bản của các cơ quan gửi đến hiện ở đây sau khi đồng bộ; chữ ký được kiểm tra ngay khi đến.</source>
        <translation>Documents that other agencies send appear here after a sync; signatures are checked on arrival.</translation>
    </message>
    <message>
        <source>Văn bản này đã được tiếp nhận</source>
        <translation>This document was received already</translation>
    </message>
    <message>
        <source>Văn bản này đã được xử lý</source>
        <translation>This document was handled already</translation>
    </message>
    <message>
        <source>Văn bản đi</source>
        <translation>Outgoing</translation>
    </message>
    <message>
        <source>Văn bản đã ban hành và gửi đi hiện ở đây, cùng trạng thái ở từng nơi nhận.</source>
        <translation>Issued and sent documents appear here, with their state at every addressee.</translation>
    </message>
    <message>
        <source>Văn bản đến</source>
        <translation>Incoming</translation>
    </message>
    <message>
        <source>Văn thư kiểm tra và quyết định</source>
        <translation>The clerk checks and decides</translation>
    </message>
    <message>
        <source>Vẫn tiếp nhận</source>
        <translation>Receive anyway</translation>
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
        <source>Xin lấy lại</source>
        <translation>Take-back asked</translation>
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
        <source>chưa được bảo đảm</source>
        <translation>not guaranteed</translation>
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
        <source>{count} chữ ký, không bị sửa sau khi ký</source>
        <translation>{count} signatures, unchanged since signing</translation>
    </message>
    <message>
        <source>{count} chữ ký; còn điều chưa kiểm tra được</source>
        <translation>{count} signatures; something could not be checked</translation>
    </message>
    <message>
        <source>{count} chữ ký; có điều không đạt</source>
        <translation>{count} signatures; something does not hold</translation>
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
        <source>{count} nơi từ chối</source>
        <translation>{count} refused</translation>
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
        <source>{day} · còn {count} ngày</source>
        <translation>{day} · {count} days left</translation>
    </message>
    <message>
        <source>{heard} / {count} nơi phản hồi</source>
        <translation>{heard} / {count} answered</translation>
    </message>
    <message>
        <source>{hours} giờ {minutes} phút</source>
        <translation>{hours} h {minutes} min</translation>
    </message>
    <message>
        <source>{moment} · giờ tin cậy</source>
        <translation>{moment} · trusted time</translation>
    </message>
    <message>
        <source>{moment} · giờ tự khai</source>
        <translation>{moment} · claimed time</translation>
    </message>
    <message>
        <source>{name} · {code}</source>
        <translation>{name} · {code}</translation>
    </message>
    <message>
        <source>{name} · {code} · {description}</source>
        <translation>{name} · {code} · {description}</translation>
    </message>
    <message>
        <source>{name} · {id}</source>
        <translation>{name} · {id}</translation>
    </message>
    <message>
        <source>{number} ({state})</source>
        <translation>{number} ({state})</translation>
    </message>
    <message>
        <source>{place}, {count} việc</source>
        <translation>{place}, {count} to do</translation>
    </message>
    <message>
        <source>{size} · {count} tệp</source>
        <translation>{size} · {count} files</translation>
    </message>
    <message>
        <source>{weekday}, {day} tháng {month}</source>
        <translation>{weekday}, {day}/{month}</translation>
    </message>
    <message>
        <source>{what}: {state}</source>
        <translation>{what}: {state}</translation>
    </message>
    <message>
        <source>Ô chữ ký</source>
        <translation>Signature field</translation>
    </message>
    <message>
        <source>Đang hiện {count} văn bản mới nhất; tìm để thấy văn bản cũ hơn.</source>
        <translation>Showing the {count} newest documents; search to see older ones.</translation>
    </message>
    <message>
        <source>Đang họp</source>
        <translation>In session</translation>
    </message>
    <message>
        <source>Đang kiểm tra</source>
        <translation>Checking</translation>
    </message>
    <message>
        <source>Đang kiểm tra chữ ký</source>
        <translation>Checking signatures</translation>
    </message>
    <message>
        <source>Đang mở danh sách…</source>
        <translation>Opening the list…</translation>
    </message>
    <message>
        <source>Đang mở tệp…</source>
        <translation>Opening the file…</translation>
    </message>
    <message>
        <source>Đang xử lý</source>
        <translation>In work</translation>
    </message>
    <message>
        <source>Đã báo nơi gửi · {code}</source>
        <translation>Sender told · {code}</translation>
    </message>
    <message>
        <source>Đã bị sửa sau khi ký</source>
        <translation>Changed after signing</translation>
    </message>
    <message>
        <source>Đã dừng; chưa có kết luận nào về tệp này.</source>
        <translation>Stopped; nothing was concluded about this file.</translation>
    </message>
    <message>
        <source>Đã gửi</source>
        <translation>Sent</translation>
    </message>
    <message>
        <source>Đã lưu</source>
        <translation>Kept</translation>
    </message>
    <message>
        <source>Đã lập lại theo sổ mới</source>
        <translation>Made anew for the new book</translation>
    </message>
    <message>
        <source>Đã nhận, chưa vào sổ</source>
        <translation>Received, not registered</translation>
    </message>
    <message>
        <source>Đã rõ</source>
        <translation>Understood</translation>
    </message>
    <message>
        <source>Đã thử hết lịch mà chưa gửi được; hãy kiểm tra mạng rồi gửi lại, hoặc báo quản trị.</source>
        <translation>All retries were used without success; check the network and send again, or tell the administrator.</translation>
    </message>
    <message>
        <source>Đã thử {count} lần; thử lại lúc {at} hoặc khi đồng bộ.</source>
        <translation>Tried {count} times; next try at {at} or at a sync.</translation>
    </message>
    <message>
        <source>Đã tiếp nhận</source>
        <translation>Received</translation>
    </message>
    <message>
        <source>Đã từ chối</source>
        <translation>Refused already</translation>
    </message>
    <message>
        <source>Đã từ chối {number}; sẽ báo nơi gửi khi đồng bộ</source>
        <translation>Refused {number}; the sender is told at the next sync</translation>
    </message>
    <message>
        <source>Đã vào sổ</source>
        <translation>Registered</translation>
    </message>
    <message>
        <source>Đã vào sổ {number}, số đến {entry}</source>
        <translation>Registered {number}, arrival number {entry}</translation>
    </message>
    <message>
        <source>Đã vào sổ, lập gói tin</source>
        <translation>Registered, packet made</translation>
    </message>
    <message>
        <source>Đã đến</source>
        <translation>Arrived</translation>
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
        <source>Để trống để lấy số tiếp theo của năm.</source>
        <translation>Leave empty to take the next number of the year.</translation>
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
        <source>Đồng ý lấy lại hoặc cập nhật</source>
        <translation>Take-back or update agreed</translation>
    </message>
    <message>
        <source>đang chờ</source>
        <translation>waiting</translation>
    </message>
    <message>
        <source>đã ban hành</source>
        <translation>issued</translation>
    </message>
    <message>
        <source>đã xong</source>
        <translation>done</translation>
    </message>
</context>
</TS>
