/** The smallest part of some bytes that still fails, by taking away ever smaller stretches. */
export async function shrunk(
  bytes: Uint8Array<ArrayBuffer>,
  fails: (bytes: Uint8Array<ArrayBuffer>) => Promise<boolean>,
): Promise<Uint8Array<ArrayBuffer>> {
  let smallest = bytes;
  for (let size = Math.ceil(bytes.length / 2); size >= 1; size = Math.floor(size / 2))
    for (let at = 0; at < smallest.length;) {
      const without = Uint8Array.from([...smallest.subarray(0, at), ...smallest.subarray(at + size)]);
      if (without.length < smallest.length && (await fails(without))) smallest = without;
      else at += size;
    }
  return smallest;
}
