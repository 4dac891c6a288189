import { correctionOf, standing, withdrawalOf } from '../rules/stickers.ts';
import { recordOf, stickersOf } from '../rules/record-of.ts';
import type { Writer } from './device.fixture.ts';
import type { World } from './world.fixture.ts';

/** What people saw as kept, by what it is. */
export type Kept = {
  readonly stickers: Set<string>;
  readonly photos: Set<string>;
  readonly notes: Set<string>;
  readonly people: Set<string>;
  finished: boolean;
};

/** What people write in a meeting, and what of it they saw as kept. */
export class Deeds {
  readonly kept: Kept = {
    stickers: new Set(),
    photos: new Set(),
    notes: new Set(),
    people: new Set(),
    finished: false,
  };
  /** People somebody took off the list. */
  readonly removed = new Set<string>();
  readonly world: World;
  readonly #picture: (number: number) => Uint8Array<ArrayBuffer>;
  #counter = 0;

  constructor(world: World, picture: (number: number) => Uint8Array<ArrayBuffer>) {
    this.world = world;
    this.#picture = picture;
  }

  write(writer: Writer): void {
    const { meeting } = writer;
    if (!meeting) return;
    const { world } = this;
    const kept = (set: Set<string>, id: string) => {
      void meeting.kept().then(
        () => set.add(id),
        () => undefined,
      );
    };
    const name = `${writer.name}-${(this.#counter += 1)}`;
    const dice = world.upTo(12);
    if (dice < 3) {
      world.tell(`${writer.name} writes sticker ${name}`);
      void meeting
        .addStickers([
          {
            personId: null,
            slot: null,
            text: name,
            sex: null,
            way: 'typed',
            corrects: null,
            withdrawn: false,
          },
        ])
        .then(
          ([sticker]) => this.kept.stickers.add(sticker!.id),
          () => world.tell(`${writer.name} could not keep ${name}`),
        );
    } else if (dice < 5) {
      const old = standing(stickersOf(meeting.doc));
      if (old.length === 0) return;
      const one = world.pick(old);
      const next = world.chance(0.6) ? correctionOf(one, name) : withdrawalOf(one);
      world.tell(`${writer.name} ${next.withdrawn ? 'takes back' : 'corrects'} ${one.text}: ${name}`);
      void meeting.addStickers([next]).then(
        ([sticker]) => this.kept.stickers.add(sticker!.id),
        () => undefined,
      );
    } else if (dice < 8) {
      const part = world.pick(['opening', 'gallery'] as const);
      world.tell(`${writer.name} notes ${name}`);
      const before = recordOf(meeting.doc).notes[part];
      meeting.edit.setNote(part, world.chance(0.5) ? `${before} <${name}>` : `<${name}> ${before}`);
      kept(this.kept.notes, `<${name}>`);
    } else if (dice < 9) {
      const id = this.#newId();
      world.tell(`${writer.name} registers ${name}`);
      meeting.edit.put('people', id, { number: 0, fullName: name, kind: 'community' });
      kept(this.kept.people, id);
    } else if (dice < 10) {
      const people = recordOf(meeting.doc).people;
      if (people.length === 0) return;
      const one = world.pick(people);
      world.tell(`${writer.name} takes ${one.fullName} off the list`);
      this.removed.add(one.id);
      meeting.edit.remove('people', one.id);
    } else if (dice < 11) {
      const id = this.#newId();
      world.tell(`${writer.name} takes a picture ${id.slice(-4)}`);
      void meeting.takePhoto(id, new Blob([this.#picture(this.#counter)])).then(
        () => {
          this.kept.photos.add(id);
          meeting.edit.put('photos', id, { purpose: 'other', caption: '', width: 1, height: 1 });
        },
        () => undefined,
      );
    } else if (world.chance(0.3) && meeting.role === 'host') {
      world.tell(`${writer.name} finishes`);
      void meeting.finish().then(
        () => (this.kept.finished = true),
        () => undefined,
      );
    } else {
      world.tell(`${writer.name} sets the day`);
      meeting.edit.setMeta({ women: 20 + world.upTo(30), heldVenue: name });
    }
  }

  #newId(): string {
    const hex = (this.#counter + 0x1000 + this.world.upTo(0xffff) * 0x10000).toString(16).padStart(12, '0');
    return `0000000f-0000-7000-8000-${hex.slice(-12)}`;
  }
}
