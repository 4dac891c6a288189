// One set, drawn for this product: 24 × 24, one line of 1.8, round ends, so that they read at 20 px on a bad screen.
const DRAWINGS = {
  water: 'M12 3.2s6.2 6.6 6.2 11a6.2 6.2 0 0 1-12.4 0c0-4.4 6.2-11 6.2-11zM9 14.6a3 3 0 0 0 2.6 2.9',
  road: 'M8.4 3 4 21M15.6 3 20 21M12 4v3M12 10.5v3M12 17v3',
  school: 'M12 4 2.5 8.8 12 13.6l9.5-4.8zM6 11v5.2c0 1.6 3 2.8 6 2.8s6-1.2 6-2.8V11M21.5 9v5.5',
  kindergarten: 'M4 20V11l8-7 8 7v9zM9 20v-5h6v5M9.6 11.2h.1M14.3 11.2h.1',
  light: 'M8.6 16.2a6 6 0 1 1 6.8 0V18H8.6zM9.6 21h4.8M12 13.5V18',
  waste: 'M5 7h14M9.5 7V4h5v3M6.6 7l.9 13h9l.9-13M10.2 11v5.5M13.8 11v5.5',
  sport:
    'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 8.2 8.4 10.9l1.4 4.2h4.4l1.4-4.2zM12 3v5.2M3.4 9.7l5 1.2M6.6 19.2l3.2-4.1M17.4 19.2l-3.2-4.1M20.6 9.7l-5 1.2',
  culture:
    'M9 18.2a2.7 2.2 0 1 1-5.4 0 2.7 2.2 0 0 1 5.4 0zM20 15.8a2.7 2.2 0 1 1-5.4 0 2.7 2.2 0 0 1 5.4 0zM9 18.2V6l11-2.4v12.2M9 9.6l11-2.4',
  health:
    'M12 20.5C5.8 16.4 3 13 3 9.3A4.8 4.8 0 0 1 12 6.9a4.8 4.8 0 0 1 9 2.4c0 3.7-2.8 7.1-9 11.2zM12 9.5v5M9.5 12h5',
  irrigation:
    'M12 21v-7.5M12 13.5C12 9.6 9 7.3 4.6 7.3c0 4.4 2.9 6.2 7.4 6.2zM12 11.4c0-3.4 2.6-5.6 6.6-5.6 0 4-2.6 5.6-6.6 5.6M3 19c1.5 0 1.5 1.4 3 1.4S7.5 19 9 19M15 19c1.5 0 1.5 1.4 3 1.4s1.5-1.4 3-1.4',
  internet: 'M12 19.5h.1M8.6 15.6a4.9 4.9 0 0 1 6.8 0M5.5 12.2a9.4 9.4 0 0 1 13 0M2.5 8.7a14 14 0 0 1 19 0',
  bridge: 'M2 17h20M2 9c3.5 0 5 3.6 5 8M22 9c-3.5 0-5 3.6-5 8M7 14c1.2-2 3-3 5-3s3.8 1 5 3M12 11v6M2 6.5h20',
  youth:
    'M9 10.5a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM3.5 20c0-3.6 2.2-6 5.5-6s5.5 2.4 5.5 6M16.2 10.8a2.4 2.4 0 1 0-.8-4.6M16.8 14c2.3.4 3.7 2.4 3.7 5.2',
  budget: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 3v9l7.3 5.3',
  transport:
    'M5 16.5V6.5A2.5 2.5 0 0 1 7.5 4h9A2.5 2.5 0 0 1 19 6.5v10zM5 11.5h14M7 16.5V19M17 16.5V19M8.5 14h.1M15.4 14h.1',
  other: 'M5 12h.1M12 12h.1M19 12h.1',
  check: 'm5 12.5 4.6 4.6L19.2 7',
  cross: 'M6 6l12 12M18 6 6 18',
  alert: 'M12 4 2.8 19.8h18.4zM12 10v4.4M12 17.2v.1',
  info: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 11v5.5M12 7.5v.1',
  question:
    'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM9.5 9.6a2.6 2.6 0 1 1 3.8 2.3c-.9.5-1.3 1-1.3 2.1M12 17v.1',
  search: 'M10.8 17.6a6.8 6.8 0 1 0 0-13.6 6.8 6.8 0 0 0 0 13.6zM20.5 20.5l-4.9-4.9',
  download: 'M12 4v11M7.5 10.8 12 15.3l4.5-4.5M4.5 19.5h15',
  upload: 'M12 15.5v-11M7.5 9 12 4.5 16.5 9M4.5 19.5h15',
  print: 'M7 9V4h10v5M7 17H4.5v-6.5a1.5 1.5 0 0 1 1.5-1.5h12a1.5 1.5 0 0 1 1.5 1.5V17H17M7 14h10v6H7z',
  plus: 'M12 5v14M5 12h14',
  arrow: 'M4.5 12h14.5M13 6l6 6-6 6',
  back: 'M19.5 12H5M11 6l-6 6 6 6',
  up: 'M12 19.5v-14M6.5 11 12 5.5l5.5 5.5',
  down: 'M12 4.5v14M6.5 13l5.5 5.5 5.5-5.5',
  sort: 'm8 9.5 4-4 4 4M8 14.5l4 4 4-4',
  external: 'M8 7h9v9M17 7 7 17',
  undo: 'M8.5 5 4 9.5 8.5 14M4.5 9.5h9.8a5.2 5.2 0 0 1 0 10.4H9',
  camera: 'M4 8h3.5L9 5.5h6L16.5 8H20v11H4zM12 16.4a3.4 3.4 0 1 0 0-6.8 3.4 3.4 0 0 0 0 6.8z',
  calendar: 'M4.5 6h15v14h-15zM4.5 10.5h15M8.5 3.5v4M15.5 3.5v4',
  person: 'M12 11.5a3.7 3.7 0 1 0 0-7.4 3.7 3.7 0 0 0 0 7.4zM4.8 20.5c0-4 2.9-6.5 7.2-6.5s7.2 2.5 7.2 6.5',
  people:
    'M9 10.5a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM3.5 20c0-3.6 2.2-6 5.5-6s5.5 2.4 5.5 6M16.2 10.8a2.4 2.4 0 1 0-.8-4.6M16.8 14c2.3.4 3.7 2.4 3.7 5.2',
  document: 'M6 3.5h8.5L18.5 8v12.5H6zM14 3.5V8.5h4.5M9 12.5h6.5M9 16.5h6.5',
  map: 'M9 4.5 3.5 6.5v13L9 17.5l6 2 5.5-2v-13L15 6.5zM9 4.5v13M15 6.5v13',
  clock: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 7v5.3l3.5 2',
  lock: 'M5.5 11h13v9h-13zM8.5 11V8a3.5 3.5 0 0 1 7 0v3',
  phone: 'M7.5 3h9v18h-9zM10.8 18.2h2.4',
  menu: 'M4 7h16M4 12h16M4 17h16',
  cycle:
    'M4.5 12a7.5 7.5 0 0 1 12.9-5.2L20 9.3M20 4.5v4.8h-4.8M19.5 12a7.5 7.5 0 0 1-12.9 5.2L4 14.7M4 19.5v-4.8h4.8',
  edit: 'M4.5 19.5h4L19 9l-4-4L4.5 15.5zM12.5 7.5l4 4',
  home: 'M4 11.5 12 4.5l8 7M6 10v9.5h12V10M10 19.5v-5.5h4v5.5',
} as const;

export type IconName = keyof typeof DRAWINGS;

/** The icons of problem categories; the message key is `ui.category.<name>`. */
export const CATEGORY_ICONS = [
  'water',
  'road',
  'school',
  'kindergarten',
  'light',
  'waste',
  'sport',
  'culture',
  'health',
  'irrigation',
  'internet',
  'bridge',
  'youth',
  'budget',
  'transport',
  'other',
] as const satisfies readonly IconName[];

export interface IconProps {
  name: IconName;
  /** Side in pixels; 20 when left out. */
  size?: number;
  /** Spoken name; without it the icon is decoration and hidden from screen readers. */
  label?: string;
}

/** The line of an icon, in a square of 24. */
export const drawingOf = (name: IconName): string => DRAWINGS[name];

/** A line icon in the colour of the text around it. */
export function Icon({ name, size = 20, label }: IconProps) {
  return (
    <svg
      class="icon"
      width={size}
      height={size}
      viewBox="0 0 24 24"
      role={label ? 'img' : undefined}
      aria-label={label}
      aria-hidden={label ? undefined : 'true'}
    >
      <path d={DRAWINGS[name]} />
    </svg>
  );
}
