import com.sun.management.OperatingSystemMXBean;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;

/** Sends as many GETs as each line of standard input says, and answers with the CPU nanoseconds its process took for them. */
final class ManyRequests {

    private ManyRequests() {}

    public static void main(String[] args) throws Exception {
        OperatingSystemMXBean process = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        HttpClient client = HttpClient.newHttpClient();
        HttpRequest request = HttpRequest.newBuilder(URI.create(args[0])).build();
        BufferedReader batches = new BufferedReader(new InputStreamReader(System.in));
        for (String batch = batches.readLine(); batch != null; batch = batches.readLine()) {
            long before = process.getProcessCpuTime();
            for (int left = Integer.parseInt(batch); left > 0; left--) {
                int status = client.send(request, BodyHandlers.ofString()).statusCode();
                if (status != 200) {
                    throw new IllegalStateException("status " + status);
                }
            }
            System.out.println(process.getProcessCpuTime() - before);
        }
        Runtime.getRuntime().halt(0);
    }
}
