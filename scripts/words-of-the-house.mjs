// What docs/developers/glossary.md asks of the texts and a machine can see: endings and cases that a filled-in value
// cannot have, one word for one thing, small «сиз», a full stop after a notice. `check-messages.mjs` asks these rules.

/** A word begins here: JavaScript's `\b` knows Latin letters only. */
const start = String.raw`(?<!\p{L})`;
const end = String.raw`(?!\p{L})`;
const word = (source) => new RegExp(start + source, 'iu');

/** Endings that Kyrgyz cases take; after a value nobody knows which of the four harmonies it needs. */
const endings =
  '(?:[нтд][ыиуү]н|[гк][аеоө]|[нтд][ыиуү]|[тд][аеоө]н?|л[аеоө]р\\p{L}*|д[аеоө]р\\p{L}*|т[аеоө]р\\p{L}*)';
const glued = new RegExp(String.raw`\}»?(?:\p{Ll}|-${endings}${end}| ?%-?\p{Ll})`, 'u');

/**
 * Words that want the value before them in a case. A day is printed in the case that is needed («12-майга карата»),
 * so parameters that hold one pass.
 */
const governed = new RegExp(
  String.raw`\{(?!(?:date|day|on)\})\w+\} (?:чейин|карата|караганда|баштап|тартып|ичинен|ичинде|мурун|мурда|ашпа\p{L}*|жогору)${end}`,
  'u',
);

/** Whose part it is: «100 стикердин 12си». The ending of 12 is unknown, so the whole stands in the ablative. */
const genitive = /(?:(\{\w+\}) )?(\p{L}+)[нтд][ыиуү]н \{\w+\}(?=( ?[-–]?)(\p{L}*))/gu;

/** «сессиянын {count} күнү»: after a counted whole only the same noun may follow («мүнөттүн {n} мүнөтү»). */
function bareAfterGenitive(text) {
  for (const [, counted, stem, hyphen, next] of text.matchAll(genitive)) {
    if (hyphen.includes('-')) continue;
    if (next.toLowerCase().startsWith(stem.toLowerCase().slice(0, 4))) continue;
    if (counted || next === '' || !/(?:[ыиуү]|[ыиуү]н[аеоө]?н?)$/u.test(next)) return true;
  }
  return false;
}

/** A name whose letters were lost on the way: «Кызыл-Д?б?», or the sign of a broken encoding. Addresses have `?` too. */
const lost = (text) =>
  /\uFFFD|\p{Script=Cyrillic}\?\p{L}|\p{L}\?\p{Script=Cyrillic}/u.test(text.replace(/https?:\S+/g, ''));

/** Kyrgyz words that stand for one thing already, with the one to take. */
const oneWord = [
  [word(`тилке(?:л|с|н|д|г|${end})`), 'мамыча'],
  [word(`талаа(?:с|н|л|д|г|${end})`), 'графа (a field of a form)'],
  [word(`бет(?:и|ин|инде|инен|ке|те|тер|тин)?${end}`), 'барак'],
  [word('жадыбал'), 'таблица'],
  [word('үйрөтүл|үйрөнө элек'), 'окутулган'],
  [word('усул'), 'ыкма'],
  [word('жаштан (?:жогору|улуу)'), '{n} жаш жана андан улуу: жогору leaves the age itself out'],
  [word('угула элек'), 'пикири алына элек'],
  [/^Бирдик(?!\p{L}* айыл)/u, 'аймактык бирдик'],
  [word('түтүн'), 'үй кожолук'],
  [word('кампа'), 'база'],
  [word('систем[аы]'), 'тутум'],
  [word('институт'), 'уюм'],
  [word('объекти'), 'объект'],
  [word('отчёт'), 'отчет'],
  [word('административдик'), 'администрациялык'],
  [word('пландаштыр'), 'пландоо'],
  [word('көп кетирилген ката'), 'типтүү ката'],
  [word('кичирейүү тартиб'), 'кемүү тартибинде'],
  [word('(?:алдыңкы|биринчи) беш|бешөө|бештик'), 'алгачкы беш'],
  [word(`өткөрүл(?:гөн|үп берилген) (?:мамлекеттик )?ыйгарым`), 'берилген ыйгарым укук'],
  [word('бюджет процесси'), 'бюджеттик процесс'],
  [word('эл(?:дик)? угуу(?!га)'), 'коомдук угуу'],
  [new RegExp('^угуу', 'iu'), 'коомдук угуу'],
  [word(`жума(?:да|га|дан|лап|лык|нын)${end}|ушул жума${end}`), 'апта'],
  [word('салмакта[лн]|орточоло'), '… жараша эсептелет, орточосу алынат'],
  [word('(?:өт|өзгөр|кал|кошул|бол|кел|бил|бер)(?:аар|ээр|өөр|оор)'), 'one vowel: өтөр, калар, болор'],
  [word('сактап коюу'), 'Сактоо'],
  [word('кайра кылуу'), 'Кайра аткаруу'],
  [word(`жаңылоо${end}`), 'Жаңыртуу'],
  [word('жазылууда'), 'толтурулууда'],
  [word('четке ко[йюё]'), 'баш тартуу'],
  [word('жары(?:я|ялоо)дан ал'), 'жарыялоону токтотуу'],
  [word('түзмөк(?:төр)?(?:ү)? (?:жабыл|чыгарыл)|түзмөктү жабуу'), 'уруксатын токтотуу, сеансты жабуу'],
  [word('калыбына келтирүү код'), 'камдык код'],
  [word('эсеп жазуусу|эсебиңиз|каттооңуз'), 'аккаунт'],
  [word('сигнал бер'), 'билдирет'],
  [word('кеңсе(?:ге|де|ден|нин)'), 'айыл өкмөтү'],
  [word('эң көп дегенде'), 'эң көбү'],
  [word('интернет чык|байланыш чык'), 'пайда болгондо'],
];

/** «жыйын» is the citizens' gathering; what the app holds in the village is a жолугушуу. */
const ofMeetings = /^(?:field|hall|hub|ashar)\./;
const gathering = word(`жыйын(?!ты)`);

const capitalYou = {
  ky: /(?<![.?!:»«(\n] ?)(?<!^)(?<= )Сиз/u,
  ru: new RegExp(String.raw`(?<![.?!:»«(\n] ?)(?<!^)(?<= )(?:Вы|Вас|Вам|Вами|Ваш\p{L}*)${end}`, 'u'),
};
/** What is read aloud to a citizen, as a letter is written. */
const aloud = new Set(['field.run.consent']);

/** Words Russian texts have one of too. */
const russian = [
  [/өкмөтү|айылдык/iu, 'айыл окмоту, айылный'],
  [word(`(?:офис(?:а|е|у|ом)?|контор[аеуы]|управ[аеуы])${end}`), 'айыл окмоту'],
  [word('отчет'), 'отчёт'],
  [word('потребност'), 'нужды'],
];

/** A notice or a refusal is a sentence; what stands under a field (`ui.error`) is not. */
const notice = /\.done\.|^error\./;

/** Everything wrong with one text; `key` may carry a plural form. */
export function faultsOf(lang, key, text) {
  const faults = [];
  if (lang === 'ky') {
    if (glued.test(text)) faults.push('an ending is glued to a parameter');
    if (governed.test(text))
      faults.push('a bare number stands where a case is wanted: «эң көбү {n}», or a noun between');
    if (bareAfterGenitive(text))
      faults.push('a bare number follows a genitive: «{all} стикерден {n} стикер»');
    for (const [pattern, take] of oneWord)
      if (pattern.test(text)) faults.push(`«${pattern.exec(text)[0]}»: the word is ${take}`);
    if (ofMeetings.test(key) && gathering.test(text)) faults.push('«жыйын»: the word is жолугушуу');
  }
  if (lang === 'ru')
    for (const [pattern, take] of russian)
      if (pattern.test(text)) faults.push(`«${pattern.exec(text)[0]}»: the word is ${take}`);
  if (lost(text)) faults.push('letters were lost: a question mark stands within a word');
  if (!aloud.has(key) && capitalYou[lang]?.test(text))
    faults.push('«сиз» and «вы» are small within a sentence');
  if (notice.test(key) && !/[.?!]$/.test(text)) faults.push('a notice ends with a full stop');
  return faults;
}
