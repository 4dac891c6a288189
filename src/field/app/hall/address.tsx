import { Fragment } from 'preact';
import type { VNode } from 'preact';

/**
 * An address as people read it from a screen and type it: without `http://`, a secret in fours, and broken only between
 * its parts, never inside a code.
 */
export function Address({ link }: { link: string }): VNode {
  const [place = '', secret] = link.replace(/^https?:\/\//, '').split('#');
  const parts = place.split('/').reduce<string[]>((list, part, at) => {
    // A letter of a path stays with what comes after it.
    if (at > 0 && list.at(-1)?.length === 2) list.push(`${list.pop()}/${part}`);
    else list.push(at === 0 ? part : `/${part}`);
    return list;
  }, []);
  const fours = secret?.match(/.{1,4}/g)?.join('-');
  return (
    <>
      {[...parts, ...(fours === undefined ? [] : [`#${fours}`])].map((part, at) => (
        <Fragment key={at}>
          {at > 0 && <wbr />}
          <span class="hall-whole">{part}</span>
        </Fragment>
      ))}
    </>
  );
}
