// Whether a broker or a database really answers: one request of its own protocol each, without a driver.
import { connect } from 'node:net';

const PATIENCE_MS = 2_000;

/** Sends a frame and answers the first whole frame that comes back; undefined when none does. */
function ask(port, request, sizeOf) {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    let got = Buffer.alloc(0);
    const end = (answer) => {
      socket.destroy();
      resolve(answer);
    };
    socket.setTimeout(PATIENCE_MS, () => end(undefined));
    socket.on('error', () => end(undefined));
    socket.on('close', () => end(undefined));
    socket.on('connect', () => socket.write(request));
    socket.on('data', (chunk) => {
      got = Buffer.concat([got, chunk]);
      if (got.length >= 4 && got.length >= sizeOf(got)) end(got);
    });
  });
}

/** A Metadata request, version 1, about no topic: the brokers that are in the cluster, and its controller. */
const METADATA = Buffer.from([0, 0, 0, 18, 0, 3, 0, 1, 0, 0, 0, 1, 0, 4, 112, 99, 114, 109, 0, 0, 0, 0]);

/** How many brokers the one at this port knows to be up; 0 while it does not answer or there is no controller. */
export async function brokersKnownAt(port) {
  const answer = await ask(port, METADATA, (got) => got.readInt32BE(0) + 4);
  if (!answer) return 0;
  const count = answer.readInt32BE(8);
  let at = 12;
  for (let nth = 0; nth < count; nth++) {
    at += 4;
    at += 2 + answer.readInt16BE(at) + 4;
    at += 2 + Math.max(0, answer.readInt16BE(at));
  }
  const controller = answer.readInt32BE(at);
  return controller >= 0 ? count : 0;
}

/** OP_MSG with `{ ping: 1, $db: 'admin' }`. */
function ping() {
  const body = Buffer.concat([
    Buffer.from('\x10ping\0\x01\0\0\0', 'latin1'),
    Buffer.from('\x02$db\0\x06\0\0\0admin\0', 'latin1'),
    Buffer.from([0]),
  ]);
  const message = Buffer.alloc(16 + 5 + 4 + body.length);
  [message.length, 1, 0, 2013, 0].forEach((value, nth) => message.writeInt32LE(value, nth * 4));
  message.writeInt32LE(4 + body.length, 21);
  body.copy(message, 25);
  return message;
}

/** Whether what listens at this port answers MongoDB's ping. */
export async function mongoAnswersAt(port) {
  const answer = await ask(port, ping(), (got) => got.readInt32LE(0));
  return answer?.includes('ok') ?? false;
}
