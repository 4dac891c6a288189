import { create } from 'qrcode';

/** The dark and light squares of a code, without its quiet border. In a part of its own: few screens need it. */
export function qrModules(text: string): {
  readonly size: number;
  readonly data: ArrayLike<number | boolean>;
} {
  return create(text, { errorCorrectionLevel: 'M' }).modules;
}
