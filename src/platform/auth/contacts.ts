/** How people are reached and what they sign in with. */

/** An e-mail address in its kept form, or undefined when the text is none. */
export function emailOf(text: string): string | undefined {
  const email = text.trim().toLowerCase();
  return email.length <= 200 && /^[^\s@"<>(),;:\\]+@[^\s@"<>(),;:\\]+\.[^\s@"<>(),;:\\.]{2,}$/.test(email)
    ? email
    : undefined;
}

/**
 * A phone number with its country code, or undefined. Numbers of Kyrgyzstan may be written at home: `0700 12-34-56`
 * and `700123456` are `+996700123456`.
 */
export function phoneOf(text: string): string | undefined {
  const typed = text.trim();
  if (!/^\+?[\d\s().-]{6,30}$/.test(typed)) return undefined;
  const digits = typed.replace(/\D/g, '');
  if (typed.startsWith('+') || digits.startsWith('996')) {
    return digits.length >= 10 && digits.length <= 15 && !digits.startsWith('0') ? `+${digits}` : undefined;
  }
  if (/^0\d{9}$/.test(digits)) return `+996${digits.slice(1)}`;
  return /^[1-9]\d{8}$/.test(digits) ? `+996${digits}` : undefined;
}
