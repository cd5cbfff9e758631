/** The first 32 bits of the fractional part of a root of a prime. */
const fraction = (prime: number, root: number): number => {
  const whole = prime ** (1 / root);
  return ((whole - Math.floor(whole)) * 2 ** 32) | 0;
};

const isPrime = (n: number): boolean => {
  for (let divisor = 2; divisor * divisor <= n; divisor += 1) if (n % divisor === 0) return false;
  return true;
};

const primes = Array.from({ length: 310 }, (_, n) => n + 2).filter(isPrime);
const constants = primes.map((prime) => fraction(prime, 3));
const beginning = primes.slice(0, 8).map((prime) => fraction(prime, 2));

const turned = (word: number, by: number): number => (word >>> by) | (word << (32 - by));

/** The SHA-256 of a text in base64, as a content security policy names a style sheet, in browsers and without waiting. */
export function sha256(text: string): string {
  const bytes = new TextEncoder().encode(text);
  const padded = new DataView(new ArrayBuffer(64 * Math.ceil((bytes.length + 9) / 64)));
  bytes.forEach((byte, n) => padded.setUint8(n, byte));
  padded.setUint8(bytes.length, 0x80);
  padded.setBigUint64(padded.byteLength - 8, BigInt(bytes.length) * 8n);
  let state = beginning;
  for (let block = 0; block < padded.byteLength; block += 64) state = mixed(state, wordsOf(padded, block));
  const digest = state.flatMap((word) => [word >>> 24, (word >>> 16) & 255, (word >>> 8) & 255, word & 255]);
  return btoa(String.fromCharCode(...digest));
}

function wordsOf(bytes: DataView, block: number): readonly number[] {
  const words = Array.from({ length: 16 }, (_, n) => bytes.getInt32(block + 4 * n));
  const word = (n: number): number => words[n] ?? 0;
  for (let n = 16; n < 64; n += 1) {
    const [early, late] = [word(n - 15), word(n - 2)];
    const a = turned(early, 7) ^ turned(early, 18) ^ (early >>> 3);
    const b = turned(late, 17) ^ turned(late, 19) ^ (late >>> 10);
    words.push((word(n - 16) + a + word(n - 7) + b) | 0);
  }
  return words;
}

function mixed(state: readonly number[], words: readonly number[]): number[] {
  let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state;
  words.forEach((word, n) => {
    const chosen = (e & f) ^ (~e & g);
    const most = (a & b) ^ (a & c) ^ (b & c);
    const one = (h + (turned(e, 6) ^ turned(e, 11) ^ turned(e, 25)) + chosen + (constants[n] ?? 0) + word) | 0;
    const two = ((turned(a, 2) ^ turned(a, 13) ^ turned(a, 22)) + most) | 0;
    [a, b, c, d, e, f, g, h] = [(one + two) | 0, a, b, c, (d + one) | 0, e, f, g];
  });
  return [a, b, c, d, e, f, g, h].map((word, n) => (word + (state[n] ?? 0)) | 0);
}
