import { fromBase64, toBase64 } from './base64.ts';
import type { ItemsRequest, SealedFile } from './items.ts';

// The file of unsent items: sealed for the office's public key, so that whoever carries it reads nothing, and marked
// with the device's secret, so that the office knows who made it. WebCrypto alone: the same code in browser and Node.

const curve = { name: 'ECDH', namedCurve: 'P-256' } as const;
const utf8 = new TextEncoder();

/** The key of the mark: SHA-256 of the secret part of the device's token. The server keeps just this hash. */
export async function markKeyOf(secret: string): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', utf8.encode(secret)));
}

/** The secret part of `municipalityId.deviceId.secret`. */
export function secretOf(token: string): string {
  return token.split('.').slice(2).join('.');
}

async function contentKey(
  own: CryptoKey,
  other: CryptoKey,
  ephemeral: Uint8Array<ArrayBuffer>,
  use: 'encrypt' | 'decrypt',
): Promise<CryptoKey> {
  const shared = await crypto.subtle.deriveBits({ name: 'ECDH', public: other }, own, 256);
  const master = await crypto.subtle.importKey('raw', shared, 'HKDF', false, ['deriveKey']);
  return await crypto.subtle.deriveKey(
    { name: 'HKDF', hash: 'SHA-256', salt: ephemeral, info: utf8.encode('ashar-field-file-1') },
    master,
    { name: 'AES-GCM', length: 256 },
    false,
    [use],
  );
}

async function mark(key: Uint8Array<ArrayBuffer>, data: string): Promise<Uint8Array<ArrayBuffer>> {
  const hmac = await crypto.subtle.importKey('raw', key, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
  return new Uint8Array(await crypto.subtle.sign('HMAC', hmac, utf8.encode(data)));
}

/** Whose file it is and when it was made are part of what is sealed: they cannot be changed in the file. */
const headOf = (file: Pick<SealedFile, 'municipalityId' | 'deviceId' | 'madeAt'>) =>
  utf8.encode(`${file.municipalityId}|${file.deviceId}|${file.madeAt}`);

export async function sealFile(options: {
  readonly request: ItemsRequest;
  /** `municipalityId.deviceId.secret` */
  readonly token: string;
  /** The office's public key: P-256, raw, base64. */
  readonly officeKey: string;
  /** The device's clock. */
  readonly madeAt: string;
}): Promise<SealedFile> {
  const [municipalityId = '', deviceId = ''] = options.token.split('.');
  const office = await crypto.subtle.importKey('raw', fromBase64(options.officeKey), curve, false, []);
  const pair = await crypto.subtle.generateKey(curve, false, ['deriveBits']);
  const ephemeral = new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey));
  const key = await contentKey(pair.privateKey, office, ephemeral, 'encrypt');
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const head = { municipalityId, deviceId, madeAt: options.madeAt };
  const plain = utf8.encode(JSON.stringify(options.request));
  const sealed = await crypto.subtle.encrypt(
    { name: 'AES-GCM', iv, additionalData: headOf(head) },
    key,
    plain,
  );
  const data = toBase64(new Uint8Array(sealed));
  return {
    format: 'ashar-field',
    version: 1,
    ...head,
    ephemeralKey: toBase64(ephemeral),
    iv: toBase64(iv),
    data,
    mac: toBase64(await mark(await markKeyOf(secretOf(options.token)), data)),
  };
}

/** Whether the text is a file of ours at all; what it holds is checked by `openFile`. */
export function readSealedFile(text: string): SealedFile | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (typeof value !== 'object' || value === null) return undefined;
  const file = value as Partial<Record<keyof SealedFile, unknown>>;
  if (file.format !== 'ashar-field' || file.version !== 1) return undefined;
  const texts = ['municipalityId', 'deviceId', 'madeAt', 'ephemeralKey', 'iv', 'data', 'mac'] as const;
  return texts.every((name) => typeof file[name] === 'string') ? (value as SealedFile) : undefined;
}

/** `forged`: not made by this device. `damaged`: sealed for another key, or changed on the way. */
export type OpenedFile =
  | { readonly ok: true; readonly request: unknown }
  | { readonly ok: false; readonly code: 'forged' | 'damaged' };

/**
 * Opens a file with the office's private key (ECDH P-256, usage `deriveBits`) and the hash of the device's secret
 * (32 bytes). What it held is parsed and not otherwise checked. Never throws for what stands in the file.
 */
export async function openFile(
  file: SealedFile,
  privateKey: CryptoKey,
  markKey: Uint8Array<ArrayBuffer>,
  /** Whether the content may be parsed: the office bounds what is inside of it. */
  mayParse: (plain: Uint8Array) => boolean = () => true,
): Promise<OpenedFile> {
  try {
    const hmac = await crypto.subtle.importKey('raw', markKey, { name: 'HMAC', hash: 'SHA-256' }, false, [
      'verify',
    ]);
    const genuine = await crypto.subtle.verify('HMAC', hmac, fromBase64(file.mac), utf8.encode(file.data));
    if (!genuine) return { ok: false, code: 'forged' };
    const ephemeral = fromBase64(file.ephemeralKey);
    const other = await crypto.subtle.importKey('raw', ephemeral, curve, false, []);
    const key = await contentKey(privateKey, other, ephemeral, 'decrypt');
    const plain = await crypto.subtle.decrypt(
      { name: 'AES-GCM', iv: fromBase64(file.iv), additionalData: headOf(file) },
      key,
      fromBase64(file.data),
    );
    if (!mayParse(new Uint8Array(plain))) return { ok: false, code: 'damaged' };
    return { ok: true, request: JSON.parse(new TextDecoder().decode(plain)) as unknown };
  } catch {
    return { ok: false, code: 'damaged' };
  }
}
