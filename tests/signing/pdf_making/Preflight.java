import java.io.File;
import org.apache.pdfbox.preflight.PreflightDocument;
import org.apache.pdfbox.preflight.ValidationResult;
import org.apache.pdfbox.preflight.parser.PreflightParser;

/** Second opinion on PDF/A-1b: prints one line a file, "valid" or the errors. */
public class Preflight {
    public static void main(String[] files) throws Exception {
        for (String file : files) {
            PreflightParser parser = new PreflightParser(new File(file));
            parser.parse();
            try (PreflightDocument document = parser.getPreflightDocument()) {
                document.validate();
                ValidationResult result = document.getResult();
                StringBuilder line = new StringBuilder(result.isValid() ? "valid" : "invalid");
                for (ValidationResult.ValidationError error : result.getErrorsList()) {
                    line.append(" | ").append(error.getErrorCode()).append(' ').append(error.getDetails());
                }
                System.out.println(line.toString().replace('\n', ' '));
            }
        }
    }
}
