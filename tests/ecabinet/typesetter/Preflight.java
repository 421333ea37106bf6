import java.io.File;
import org.apache.pdfbox.preflight.PreflightDocument;
import org.apache.pdfbox.preflight.ValidationResult;
import org.apache.pdfbox.preflight.exception.SyntaxValidationException;
import org.apache.pdfbox.preflight.parser.PreflightParser;

/** Prints one line for each file: its name and `valid`, or the errors against PDF/A-1b. */
public class Preflight {
    public static void main(String[] names) throws Exception {
        for (String name : names) {
            ValidationResult result;
            try {
                PreflightParser parser = new PreflightParser(new File(name));
                parser.parse();
                PreflightDocument document = parser.getPreflightDocument();
                document.validate();
                result = document.getResult();
                document.close();
            } catch (SyntaxValidationException broken) {
                result = broken.getResult();
            }
            StringBuilder line = new StringBuilder(name).append('\t').append(result.isValid() ? "valid" : "");
            result.getErrorsList().forEach(error -> line.append(error.getErrorCode()).append(' ').append(error.getDetails()).append("; "));
            System.out.println(line);
        }
    }
}
