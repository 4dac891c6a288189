/** What the rules of the house have against a text, in words; a key says where it stands. */
export function faultsOf(lang: 'ky' | 'ru' | 'en', key: string, text: string): string[];
