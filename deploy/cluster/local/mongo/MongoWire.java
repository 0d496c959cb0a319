import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.MongoVersion;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import java.net.InetSocketAddress;
import java.util.List;

/**
 * Speaks MongoDB's wire protocol out of memory: `java -cp '<jars>/*' MongoWire.java <port, 0 for a free one> [<address>]`.
 * Without an address it answers this machine only.
 * The driver asks for wire version 9 at least, the library says 8; what it does is the same.
 */
public class MongoWire {
  public static void main(String[] arguments) {
    var backend = new MemoryBackend();
    backend.version(
        new MongoVersion() {
          @Override
          public List<Integer> getVersionArray() {
            return List.of(5, 0, 0, 0);
          }

          @Override
          public int getWireVersion() {
            return 9;
          }
        });
    var server = new MongoServer(backend);
    var host = arguments.length > 1 ? arguments[1] : "127.0.0.1";
    server.bind(new InetSocketAddress(host, Integer.parseInt(arguments[0])));
    System.out.println("listening on " + server.getLocalAddress().getPort());
  }
}
