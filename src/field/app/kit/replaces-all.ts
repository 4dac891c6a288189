import type { TargetedFocusEvent, TargetedMouseEvent, TargetedPointerEvent } from 'preact';

/** Fields that the touch now going on has given the focus. */
const touched = new WeakSet<HTMLInputElement>();

/**
 * Handlers of a short field in which typing replaces what stands: all of it is chosen when the field gets the focus.
 * WebKit takes that for a touch on chosen text and puts the caret there when the touch is over, after its click: «60»
 * typed at a «0» would be 060. So it is chosen once more after that.
 */
export const replacesAll = {
  onPointerDown: ({ currentTarget: field }: TargetedPointerEvent<HTMLInputElement>): void => {
    if (document.activeElement !== field) touched.add(field);
  },
  onFocus: ({ currentTarget: field }: TargetedFocusEvent<HTMLInputElement>): void => field.select(),
  onClick: ({ currentTarget: field }: TargetedMouseEvent<HTMLInputElement>): void => {
    if (!touched.delete(field)) return;
    setTimeout(() => {
      if (document.activeElement === field) field.select();
    });
  },
};
