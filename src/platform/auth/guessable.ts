/** What guessers try first: lists, patterns, and what is known about the owner. */

export type About = {
  readonly name?: string;
  readonly email?: string | null;
  readonly phone?: string | null;
  /** Names of the municipality and the like. */
  readonly places?: readonly string[];
};

/** So many signs around something guessable add nothing worth having: a year, a number, an exclamation mark. */
const AROUND = 5;

/** Words of our people that the list of the world does not know, in both scripts. */
const ownWords = `
  пароль сырсөз сырсоз купуя ашар ashar кыргыз kyrgyz кыргызстан kyrgyzstan киргизия kirgizia бишкек bishkek фрунзе frunze
  манас manas семетей semetey сейтек seytek айкөл aikol алатоо alatoo ала-тоо ысыккөл issykkul ысык-көл issyk-kul
  нарын naryn талас talas баткен batken чүй chuy chui жалалабад jalalabad жалал-абад ош osh каракол karakol токмок tokmok
  балыкчы balykchy мамлекет mamleket айылөкмөтү айыл aiyl ayil өкмөт okmot жамаат jamaat кеңеш kenesh мэрия meria акимат
  администратор administrator админ admin оператор operator директор direktor бухгалтер buhgalter катчы katchy төрага toraga
  башчы bashchy салам salam саламатсызбы жаным janym сүйөм suyom сүйүктүү апа ата эне apam atam балам balam кызым kyzym
  уулум uulum достук dostuk бакыт bakyt береке bereke бүркүт burkut кыран kyran комуз komuz нооруз nooruz элестет мекен meken
  ата-журт атажурт ala-archa айгүл aigul айзада aizada нурбек nurbek азамат azamat бакыт эрмек ermek жылдыз jyldyz гүлнара
  gulnara айбек aibek алмаз almaz тилек tilek мирлан mirlan нурлан nurlan жаныбек janybek данияр daniyar бермет bermet
  привет privet люблю lyublyu любовь lubov солнце solnce россия russia москва moskva марина marina наташа natasha
  сергей sergey андрей andrey александр alexander дмитрий dmitry елена elena татьяна tatyana зайка zaika котик kotik
  максим maksim настя nastya спартак spartak самсунг samsung добро пожаловать welcome letmein changeme secret master
`.match(/\S+/gu);

/** Keys of the Russian and Kyrgyz layout where the Latin ones are: «йцукен» is «qwerty» to a guesser. */
const cyrillicKeys = 'йцукенгшщзхъфывапролджэячсмитьбюё';
const latinKeys = "qwertyuiop[]asdfghjkl;'zxcvbnm,.`";
const kyrgyzKeys: Readonly<Record<string, string>> = { ң: 'y', ө: 'j', ү: 'e' };
const signs: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
};

/** Of a longer password so many signs are looked at: repetitions are sought at each length. */
const LOOKED_AT = 400;

/** Whether a guesser would come to this password soon. Time grows with its length up to LOOKED_AT signs, then no more. */
export async function isGuessable(password: string, about: About = {}): Promise<boolean> {
  const letters = [...password.slice(0, LOOKED_AT).normalize('NFKC').toLowerCase()].slice(0, LOOKED_AT);
  const typed = letters.join('');
  if (new Set(letters).size < 4) return true;
  const { words, neighbours } = await known();
  const keys = letters.map((letter) => keyOf(letter)).join('');
  const unwritten = letters.map((letter) => signs[letter] ?? letter).join('');
  for (const form of new Set([typed, keys, unwritten])) {
    if (isCommon(form, words) || isRepeated(form, words)) return true;
  }
  if (isRun(letters) || isWalk([...keys], neighbours)) return true;
  return isOwnersWords(typed, partsOf(about));
}

function keyOf(letter: string): string {
  const at = cyrillicKeys.indexOf(letter);
  return at >= 0 ? (latinKeys[at] ?? letter) : (kyrgyzKeys[letter] ?? letter);
}

type Known = {
  readonly words: ReadonlySet<string>;
  /** Keys beside each other on a QWERTY keyboard, as `ab`. */
  readonly neighbours: ReadonlySet<string>;
};
let kept: Promise<Known> | undefined;

/** 49,000 passwords from leaks (the package says from which) and our own words; read at the first new password. */
async function known(): Promise<Known> {
  kept ??= (async () => {
    const { adjacencyGraphs, dictionary } = await import('@zxcvbn-ts/language-common');
    const words = new Set([...dictionary['passwords-common'], ...(ownWords ?? [])]);
    const neighbours = new Set<string>();
    for (const [key, around] of Object.entries(adjacencyGraphs.qwerty)) {
      for (const other of around) if (other) neighbours.add(`${key}${[...other][0] ?? ''}`);
    }
    return { words, neighbours };
  })();
  return await kept;
}

/** A known password, or a known word with a few digits or signs before and after it, or a year. */
function isCommon(form: string, words: ReadonlySet<string>): boolean {
  if (words.has(form)) return true;
  const core = form.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '');
  if (core === form || core.length < 3 || !words.has(core)) return false;
  const around = form.replace(core, '');
  return around.length < AROUND || /^\D{0,2}(19|20)\d\d\D{0,2}$/.test(around) || words.has(around);
}

/** The same few signs again and again, or a known password twice. */
function isRepeated(form: string, words: ReadonlySet<string>): boolean {
  for (let size = 1; size <= form.length / 2; size += 1) {
    const unit = form.slice(0, size);
    if (unit.repeat(Math.ceil(form.length / size)).slice(0, form.length) !== form) continue;
    return size <= AROUND || words.has(unit);
  }
  return false;
}

/** Mostly one sign after the next, up or down: 1234567890, abcdefgh, абвгдеж. */
function isRun(letters: readonly string[]): boolean {
  const codes = letters.map((letter) => letter.codePointAt(0) ?? 0);
  const steps = codes.slice(1).map((code, at) => code - (codes[at] ?? 0));
  return steps.filter((step) => Math.abs(step) <= 1).length >= steps.length * 0.75;
}

/** Mostly keys that lie beside each other: qwertyuiop, 1q2w3e4r5t, zaq1xsw2. */
function isWalk(keys: readonly string[], neighbours: ReadonlySet<string>): boolean {
  const steps = keys.slice(1).map((key, at) => `${keys[at] ?? ''}${key}`);
  return steps.filter((step) => neighbours.has(step)).length >= steps.length * 0.75;
}

/** What is known of the owner, with a few signs around it or between. */
function isOwnersWords(typed: string, parts: readonly string[]): boolean {
  const left = parts
    .toSorted((a, b) => b.length - a.length)
    .reduce((rest, part) => rest.replace(part, ''), typed);
  return left !== typed && [...left].length < AROUND;
}

function partsOf(about: About): string[] {
  const words = [about.name ?? '', ...(about.places ?? [])].join(' ').normalize('NFKC').toLowerCase();
  const [local = '', host = ''] = (about.email ?? '').toLowerCase().split('@');
  const phone = (about.phone ?? '').replace(/\D/g, '');
  const phones = phone.length >= 9 ? [phone, phone.slice(-9), `0${phone.slice(-9)}`, phone.slice(-6)] : [];
  return [
    ...words.split(/[\s,.()«»"-]+/),
    local,
    ...local.split(/[._+-]/),
    host.split('.')[0] ?? '',
    ...phones,
  ].filter((part) => part.length >= 3);
}
