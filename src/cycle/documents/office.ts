import type { FlowBlock, KeptImage } from '../../platform/documents/model.ts';
import { fullDate, inCase, possessive } from '../../platform/i18n/kyrgyz.ts';
import type { IsoDate } from '../../platform/i18n/calendar.ts';
import { fmt } from '../../platform/i18n/format.ts';
import type { MunicipalitySettings } from '../../territory/data.ts';
import {
  aimakGenitiveRu,
  bareKy,
  bareRu,
  districtRu,
  municipalityGenitiveKy,
  oblastRu,
  signedName,
} from './names.ts';
import type { ActRow } from '../../acts/data.ts';
import { standingOf } from '../../acts/rules.ts';

export type PaperLang = 'ky' | 'ru';

export type UnitName = { readonly nameKy: string; readonly nameRu: string };

/** Who issues a paper: the municipality in its place, and the words of its head. */
export type Office = {
  readonly oblast: UnitName | undefined;
  readonly district: UnitName | undefined;
  readonly municipality: UnitName & { readonly kind: 'aiylAimak' | 'town' | null };
  readonly settings: Pick<
    MunicipalitySettings,
    | 'headActName'
    | 'headName'
    | 'headPostKy'
    | 'headPostRu'
    | 'executiveNameKy'
    | 'executiveNameRu'
    | 'address'
    | 'contact'
    | 'seatKy'
    | 'seatRu'
  >;
  /** The coat of arms, where the municipality has given one. */
  readonly emblem?: KeptImage | undefined;
};

/** The number, the day and the hand of a paper, as far as they are known. */
export type Registration = {
  readonly number: string | null;
  readonly issuedOn: IsoDate | null;
  readonly signedBy: string | null;
  /** Their post, where it is another than the head's own. */
  readonly signedAs?: string | null;
  readonly isDraft: boolean;
};

/** What the register knows of a paper. */
export function registrationOf(act: ActRow): Registration {
  return {
    number: act.number,
    issuedOn: act.issuedOn,
    signedBy: act.signedBy,
    signedAs: act.signedAs,
    isDraft: standingOf(act) === 'draft',
  };
}

/** The executive by its name: «Көк-Ирим айыл өкмөтү», «айыл окмоту Кок-Иримского айылного аймака». */
export function executiveName(office: Office, lang: PaperLang): string {
  const { settings, municipality } = office;
  if (lang === 'ky') {
    if (settings.executiveNameKy) return settings.executiveNameKy;
    const name = bareKy(municipality.nameKy);
    return municipality.kind === 'town' ? `${name} шаарынын мэриясы` : `${name} айыл өкмөтү`;
  }
  if (settings.executiveNameRu) return settings.executiveNameRu;
  return municipality.kind === 'town'
    ? `мэрия города ${bareRu(municipality.nameRu)}`
    : `айыл окмоту ${aimakGenitiveRu(municipality.nameRu)}`;
}

/** «Көк-Ирим айыл өкмөтүнүн»: only the last word bends, whatever name the municipality has typed. */
export function executiveGenitiveKy(office: Office): string {
  return inCase(executiveName(office, 'ky'), 'genitive');
}

/** The two-language head (seed-000, 6.1). */
export function letterhead(office: Office): FlowBlock {
  const { oblast, district, municipality, settings } = office;
  const upper = (line: string) => line.toUpperCase();
  const bodyKy = settings.executiveNameKy
    ? [settings.executiveNameKy]
    : municipality.kind === 'town'
      ? [`${bareKy(municipality.nameKy)} шаарынын`, 'мэриясы']
      : [municipalityGenitiveKy(municipality.nameKy, municipality.kind), 'айыл өкмөтү'];
  const bodyRu = settings.executiveNameRu
    ? [settings.executiveNameRu]
    : municipality.kind === 'town'
      ? ['мэрия', `города ${bareRu(municipality.nameRu)}`]
      : ['айыл окмоту', aimakGenitiveRu(municipality.nameRu)];
  const contacts = [settings.address, settings.contact].filter(Boolean).join(' · ');
  return {
    type: 'letterhead',
    ky: [
      'Кыргыз Республикасы',
      ...(oblast ? [`${bareKy(oblast.nameKy)} облусу`] : []),
      ...(district ? [`${bareKy(district.nameKy)} району`] : []),
      ...bodyKy,
    ].map(upper),
    ru: [
      'Кыргызская Республика',
      ...(oblast ? [oblastRu(oblast.nameRu)] : []),
      ...(district ? [districtRu(district.nameRu)] : []),
      ...bodyRu,
    ].map(upper),
    ...(contacts && { contacts }),
    ...(office.emblem && { emblem: office.emblem }),
  };
}

/**
 * The settlement where the office sits: what it typed itself, else the town that it governs. Empty when nobody has
 * said it: which of its villages an aiyl okmotu sits in, or whether in one of them, nobody can guess.
 */
export function seatOf({ settings, municipality }: Office, lang: PaperLang): string {
  const typed = lang === 'ky' ? settings.seatKy : settings.seatRu;
  if (typed !== '' || municipality.kind !== 'town') return typed;
  return lang === 'ky' ? `${bareKy(municipality.nameKy)} шаары` : `г. ${bareRu(municipality.nameRu)}`;
}

/** Date, number and place on one line. */
export function registrationLine(office: Office, registration: Registration, lang: PaperLang): FlowBlock {
  const place = seatOf(office, lang);
  return {
    type: 'registration',
    ...(registration.issuedOn && { date: fmt(lang).dateLong(registration.issuedOn) }),
    ...(registration.number !== null && { number: registration.number }),
    ...(place !== '' && { place }),
  };
}

/** The head's act by its name: ТЕСКЕМЕ / РАСПОРЯЖЕНИЕ or БУЙРУК / ПРИКАЗ. */
export function headActName(office: Office, lang: PaperLang): string {
  const decree = office.settings.headActName === 'буйрук';
  if (lang === 'ky') return office.settings.headActName;
  return decree ? 'приказ' : 'распоряжение';
}

/** «2026-жылдын 14-майындагы»: the locative of the date with the ending that makes it an adjective. */
export function datedKy(date: IsoDate): string {
  const locative = fullDate(date, 'locative');
  const ending = { а: 'гы', е: 'ги', о: 'гу', ө: 'гү' }[locative.at(-1) ?? ''] ?? 'гы';
  return locative + ending;
}

/** The mark of an annex, top right. Blanks to fill by hand where the order has no number or day yet. */
export function annexStamp(
  office: Office,
  registration: Registration,
  annex: number,
  lang: PaperLang,
): FlowBlock {
  const number = registration.number === null ? '____' : registration.number;
  if (lang === 'ky') {
    const date = registration.issuedOn ? datedKy(registration.issuedOn) : '20___-жылдын «___» __________';
    return {
      type: 'stamp',
      lines: [
        `${executiveGenitiveKy(office)} башчысынын`,
        `${date} №\u00a0${number}`,
        `${possessive(headActName(office, 'ky'), 'dative')} №\u00a0${annex} тиркеме`,
      ],
    };
  }
  const date = registration.issuedOn
    ? `от ${fmt('ru').dateLong(registration.issuedOn)}`
    : 'от «___» __________ 20___ года';
  const act = office.settings.headActName === 'буйрук' ? 'приказу' : 'распоряжению';
  const head = office.municipality.kind === 'town' ? 'мэра города' : 'главы айыл окмоту';
  const place =
    office.municipality.kind === 'town'
      ? bareRu(office.municipality.nameRu)
      : aimakGenitiveRu(office.municipality.nameRu);
  return {
    type: 'stamp',
    lines: [`Приложение №\u00a0${annex}`, `к ${act} ${head}`, place, `${date} №\u00a0${number}`],
  };
}

/**
 * The head's signature with the name of the one who signed, once somebody did.
 * @param seal whether it is sealed: an order is, an annex to it is only signed
 */
export function headSignature(
  office: Office,
  registration: Registration,
  lang: PaperLang,
  seal = false,
): FlowBlock {
  const name = registration.signedBy ?? office.settings.headName;
  const own = lang === 'ky' ? office.settings.headPostKy : office.settings.headPostRu;
  const post = registration.signedAs ?? own;
  return {
    type: 'signatures',
    signatures: [{ post, ...(name && { name: signedName(name) }) }],
    ...(seal && { seal }),
  };
}

/** Properties common to all papers of the office. */
export function paperProperties(office: Office, registration: Registration, lang: PaperLang) {
  return {
    layout: 2 as const,
    lang,
    draft: registration.isDraft,
    author: executiveName(office, lang),
    ...(registration.issuedOn && { date: new Date(`${registration.issuedOn}T00:00:00Z`) }),
  };
}

/** The same word with a capital first letter. */
export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
