import { wholePie } from '../../methods/written-share.ts';
import type { SessionRecord } from '../../needs/sessions/rules/session-record.ts';
import { attendanceSums } from './attendance.ts';
import { agreed } from './closing-checks.ts';
import type { GalleryTally } from './minutes.ts';
import type { ProgrammeStep } from './programme.ts';

/** How far a step is filled: `told` steps are spoken and leave nothing but notes. */
export type StepFill = {
  readonly state: 'empty' | 'begun' | 'full' | 'told';
  /** Key of a message with its values, after `field.run.fill.`. */
  readonly code: string;
  readonly params: Readonly<Record<string, number>>;
};

/** What a step has brought so far, for the path of the programme. */
export function stepFill(step: ProgrammeStep, record: SessionRecord, tally: GalleryTally): StepFill {
  const fill = (state: StepFill['state'], code: string, params: StepFill['params'] = {}): StepFill => ({
    state,
    code,
    params,
  });
  const noted = (part: 'opening' | 'competence') => record.notes[part].trim() !== '';
  switch (step) {
    case 'opening': {
      const { people } = attendanceSums(record);
      if (people === null || people === 0) return fill('empty', 'opening-empty');
      return fill(record.heldOn === null ? 'begun' : 'full', 'opening', { count: people });
    }
    case 'aims':
      return fill('told', 'told');
    case 'map': {
      if (record.mapObjects.length === 0)
        return record.mapPhotoId === null ? fill('empty', 'map-empty') : fill('begun', 'map-photo');
      return fill('full', 'map', { count: record.mapObjects.length });
    }
    case 'venn':
      return record.institutions.length === 0
        ? fill('empty', 'venn-empty')
        : fill(record.circles.length === 0 ? 'begun' : 'full', 'venn', { count: record.institutions.length });
    case 'competence':
      return noted('competence') ? fill('full', 'noted') : fill('told', 'told');
    case 'pie': {
      const sum = record.slices.reduce((all, slice) => all + slice.share, 0);
      if (record.slices.length === 0) return fill('empty', 'pie-empty');
      return fill(sum === wholePie ? 'full' : 'begun', 'pie', {
        count: record.slices.length,
        percent: Math.floor(sum / 100),
      });
    }
    case 'gallery':
      if (tally.stickers === 0) return fill('empty', 'gallery-empty');
      return tally.ungrouped > 0
        ? fill('begun', 'gallery-ungrouped', { count: tally.stickers, left: tally.ungrouped })
        : fill('full', 'gallery', { count: tally.stickers });
    case 'closing': {
      const active = record.people.filter(agreed).length;
      return active === 0 ? fill('empty', 'closing-empty') : fill('full', 'closing', { count: active });
    }
  }
}
