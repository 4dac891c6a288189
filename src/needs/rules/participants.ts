/** One line of a participant list as it was typed or pasted. */
export type ParticipantLine = {
  readonly fullName: string;
  readonly sex: 'female' | 'male' | null;
  readonly age: number | null;
  readonly occupation: string;
  readonly contact: string;
};

const female = /^(а|аял|аялдар|ж|жен|женский|женщина|f|female|woman)\.?$/i;
const male = /^(э|эр|эркек|м|муж|мужской|мужчина|m|male|man)\.?$/i;
const phone = /^\+?[\d\s()-]{6,20}$/;

/** «а», «аял», «ж», «жен.», `f` → female; «э», «эркек», «м» → male; anything else is not a sex. */
export function readSex(text: string): 'female' | 'male' | null {
  const word = text.trim();
  if (female.test(word)) return 'female';
  return male.test(word) ? 'male' : null;
}

/**
 * A list pasted from a spreadsheet (tabs) or typed one person a line (commas or semicolons): the name first, then
 * age, sex, occupation and telephone in any order. A leading number of the row is dropped, an empty line too.
 */
export function readParticipantLines(text: string): ParticipantLine[] {
  return text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => {
      const delimiter = line.includes('\t') ? '\t' : line.includes(';') ? ';' : ',';
      let cells = line.split(delimiter).map((cell) => cell.trim());
      if (cells.length > 1 && /^\d{1,3}[.)]?$/.test(cells[0] ?? '')) cells = cells.slice(1);
      const [first = '', ...rest] = cells;
      let sex: 'female' | 'male' | null = null;
      let age: number | null = null;
      let contact = '';
      const words: string[] = [];
      for (const cell of rest) {
        const said = readSex(cell);
        if (cell === '') continue;
        if (sex === null && said !== null) sex = said;
        else if (age === null && /^\d{1,3}$/.test(cell)) age = Number(cell);
        else if (contact === '' && (phone.test(cell) || cell.includes('@'))) contact = cell;
        else words.push(cell);
      }
      return {
        fullName: first.replace(/^\d{1,3}[.)]\s*/, ''),
        sex,
        age,
        occupation: words.join(', '),
        contact,
      };
    });
}
