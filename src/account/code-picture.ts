import { keyAddress } from '../platform/auth/totp.ts';

/** The square code of a second factor as a picture in a data address: the secret must lie in no file or cache. */
export async function codePicture(secret: string, accountName: string): Promise<string> {
  const { toString } = await import('qrcode');
  const svg = await toString(keyAddress(secret, accountName), { type: 'svg', margin: 2 });
  return `data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`;
}
