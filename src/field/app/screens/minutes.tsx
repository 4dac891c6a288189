import type { ComponentChildren, VNode } from 'preact';
import { useState } from 'preact/hooks';
import { noteParts, type SessionPhoto } from '../../../needs/sessions/rules/session-record.ts';
import { sessionMinutes, type Line, type MinutesBlock } from '../../rules/minutes.ts';
import { minutesText } from '../../rules/minutes-text.ts';
import { useApp, useMeeting, useRecord } from '../core/hooks.ts';
import { NoteField } from '../run/note-field.tsx';
import { useTally } from '../run/tally.ts';
import { sayWord } from '../run/words.ts';
import { Button } from '../kit/button.tsx';
import { PictureButton, usePhotoUrl, useTakePicture } from '../kit/pictures.tsx';

/** The minutes as they assemble themselves: to read, to complete, to print, to copy. */
export default function Minutes(): VNode {
  const app = useApp();
  const { t, toast } = app;
  const { info } = useMeeting();
  const record = useRecord();
  const tally = useTally();
  const [editing, edit] = useState(false);
  const say = sayWord(app);
  const blocks = sessionMinutes({ info, record, tally });
  const copy = async () => {
    const text = minutesText(blocks, say);
    try {
      await navigator.clipboard.writeText(text);
      toast(t('field.run.copied'));
    } catch {
      // Plain http and old browsers have no clipboard: the old way selects and copies.
      toast(t(copiedOldWay(text) ? 'field.run.copied' : 'field.run.copy-failed'));
    }
  };
  const { busy, take } = useTakePicture('other');
  return (
    <>
      <div class="kit-row run-minutes-do">
        <Button
          look="ghost"
          icon={editing ? 'check' : 'edit'}
          pressed={editing}
          onClick={() => edit(!editing)}
        >
          {t(editing ? 'field.run.minutes-read' : 'field.run.minutes-edit')}
        </Button>
        <Button look="ghost" icon="print" onClick={() => print()}>
          {t('field.run.print')}
        </Button>
        <Button look="ghost" icon="document" onClick={() => void copy()}>
          {t('field.run.copy')}
        </Button>
        <PictureButton icon="plus" busy={busy} onPicture={take}>
          {t('field.run.photo-add')}
        </PictureButton>
      </div>
      {editing ? (
        <div class="run-minutes-edit">
          <p class="hint">{t('field.run.minutes-edit-hint')}</p>
          {noteParts.map((part) => (
            <div class="field" key={part}>
              <label for={`run-note-${part}`}>{t(`field.run.part.${part}`)}</label>
              <p class="hint" id={`run-note-${part}-h`}>
                {t(`field.run.note-hint.${part}`)}
              </p>
              <NoteField part={part} id={`run-note-${part}`} describedBy={`run-note-${part}-h`} rows={4} />
            </div>
          ))}
        </div>
      ) : (
        <article class="kit-box run-minutes">
          {blocks.map((block, index) => (
            <Block key={index} block={block} say={(line) => line.map(say).join('')} />
          ))}
        </article>
      )}
    </>
  );
}

function copiedOldWay(text: string): boolean {
  const area = document.createElement('textarea');
  area.value = text;
  document.body.append(area);
  area.select();
  try {
    return document.execCommand('copy');
  } catch {
    return false;
  } finally {
    area.remove();
  }
}

function Block({ block, say }: { block: MinutesBlock; say: (line: Line) => string }): VNode {
  const { t } = useApp();
  switch (block.type) {
    case 'title':
      return (
        <header>
          <h2>{say(block.text)}</h2>
          <p>{say(block.place)}</p>
        </header>
      );
    case 'facts':
      return (
        <dl class="pairs">
          {block.rows.map((row, index) => (
            <div key={index}>
              <dt>{say([row.label])}</dt>
              <dd>{row.value.length === 0 ? <span class="run-blank" /> : say(row.value)}</dd>
            </div>
          ))}
        </dl>
      );
    case 'heading':
      return block.level === 2 ? <h3>{say(block.text)}</h3> : <h4>{say(block.text)}</h4>;
    case 'list': {
      const items: ComponentChildren = block.items.map((item, index) => <li key={index}>{say(item)}</li>);
      return block.ordered ? <ol>{items}</ol> : <ul>{items}</ul>;
    }
    case 'table': {
      const row = (cells: readonly Line[], index: number) => (
        <tr key={index}>
          {cells.map((cell, at) => (
            <td key={at} class={block.numeric.includes(at) ? 'end' : undefined}>
              {say(cell)}
            </td>
          ))}
        </tr>
      );
      return (
        <div class="table-scroll" role="region" tabIndex={0} aria-label={say([block.caption])}>
          <table class={block.head.length > 4 ? 'wide' : undefined}>
            <caption>{say([block.caption])}</caption>
            <thead>
              <tr>
                {block.head.map((cell, index) => (
                  <th key={index} scope="col" class={block.numeric.includes(index) ? 'end' : undefined}>
                    {say(cell)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>{block.rows.map(row)}</tbody>
            {block.foot && <tfoot>{row(block.foot, 0)}</tfoot>}
          </table>
        </div>
      );
    }
    case 'notes':
      return (
        <div class="run-minutes-notes">
          {block.text.split(/\n+/).map((line, index) => (
            <p key={index}>{line}</p>
          ))}
        </div>
      );
    case 'remark':
      return <p class="kit-label">{say(block.text)}</p>;
    case 'paragraph':
      return <p>{say(block.text)}</p>;
    case 'missing':
      return <p class="hint">{say([block.text])}</p>;
    case 'photos':
      return (
        <ul class="kit-list run-photos">
          {block.photos.map((photo) => (
            <Photo key={photo.id} photo={photo} />
          ))}
        </ul>
      );
    case 'signatures':
      return (
        <ul class="kit-list run-signatures" aria-label={t('field.run.minutes.signatures')}>
          {block.names.map((name, index) => (
            <li key={index}>
              <span class="run-blank" /> {name}
            </li>
          ))}
        </ul>
      );
  }
}

function Photo({ photo }: { photo: Pick<SessionPhoto, 'id' | 'purpose' | 'caption'> }): VNode {
  const { t } = useApp();
  const address = usePhotoUrl(photo.id);
  const caption = photo.caption.trim() || t(`needs.received.photo.${photo.purpose}`);
  return (
    <li>
      <figure>
        {!address ? (
          <p class="hint">{t('field.run.photo-elsewhere')}</p>
        ) : (
          <img src={address} alt={caption} loading="lazy" />
        )}
        <figcaption>{caption}</figcaption>
      </figure>
    </li>
  );
}
