import java.io.File;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.Key;
import java.security.cert.X509Certificate;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import javax.xml.crypto.AlgorithmMethod;
import javax.xml.crypto.KeySelector;
import javax.xml.crypto.KeySelectorResult;
import javax.xml.crypto.OctetStreamData;
import javax.xml.crypto.URIDereferencer;
import javax.xml.crypto.URIReferenceException;
import javax.xml.crypto.XMLCryptoContext;
import javax.xml.crypto.dsig.XMLSignature;
import javax.xml.crypto.dsig.XMLSignatureFactory;
import javax.xml.crypto.dsig.dom.DOMValidateContext;
import javax.xml.crypto.dsig.keyinfo.KeyInfo;
import javax.xml.crypto.dsig.keyinfo.X509Data;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** Second opinion: the JDK's ZIP reader and XML signature code. Prints one line a container: true or false and why. */
public class VerifyContainer {
    public static void main(String[] files) throws Exception {
        for (String file : files) {
            String verdict;
            try (ZipFile container = new ZipFile(new File(file))) {
                verdict = String.valueOf(verify(container));
            } catch (Exception error) {
                verdict = "false " + error;
            }
            System.out.println(verdict);
        }
    }

    static boolean verify(ZipFile container) throws Exception {
        DocumentBuilderFactory parsers = DocumentBuilderFactory.newInstance();
        parsers.setNamespaceAware(true);
        ZipEntry entry = container.getEntry("META-INF/signatures001.xml");
        Document document = parsers.newDocumentBuilder().parse(container.getInputStream(entry));
        Element signature = (Element) document.getElementsByTagNameNS(XMLSignature.XMLNS, "Signature").item(0);
        XMLSignatureFactory factory = XMLSignatureFactory.getInstance("DOM");
        DOMValidateContext context = new DOMValidateContext(new FirstCertificate(), signature);
        Element properties = (Element)
            document.getElementsByTagNameNS("http://uri.etsi.org/01903/v1.3.2#", "SignedProperties").item(0);
        context.setIdAttributeNS(properties, null, "Id");
        URIDereferencer inDocument = factory.getURIDereferencer();
        context.setURIDereferencer((reference, crypto) -> {
            if (reference.getURI().startsWith("#")) {
                return inDocument.dereference(reference, crypto);
            }
            try {
                String name = URLDecoder.decode(reference.getURI().replace("+", "%2B"), StandardCharsets.UTF_8);
                return new OctetStreamData(container.getInputStream(container.getEntry(name)));
            } catch (Exception error) {
                throw new URIReferenceException(error);
            }
        });
        return factory.unmarshalXMLSignature(context).validate(context);
    }

    static class FirstCertificate extends KeySelector {
        @Override
        public KeySelectorResult select(KeyInfo info, Purpose purpose, AlgorithmMethod method, XMLCryptoContext context) {
            for (Object part : info.getContent()) {
                if (part instanceof X509Data data) {
                    for (Object item : data.getContent()) {
                        if (item instanceof X509Certificate certificate) {
                            Key key = certificate.getPublicKey();
                            return () -> key;
                        }
                    }
                }
            }
            throw new IllegalStateException("no certificate");
        }
    }
}
