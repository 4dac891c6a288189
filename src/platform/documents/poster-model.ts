import type { DocumentLanguage } from './model.ts';

/** One place of the list. Kyrgyz name first, Russian below it. */
export interface PosterRow {
  rank: number;
  name: string;
  nameRu?: string;
  votes: number;
  /** Part of all votes, 0..1. */
  share: number;
  note?: string;
  /** Word under this row's number, where the language counts: «1 голос», «5 голосов»; else that of the poster. */
  votesLabel?: string;
}

/** A poster for the wall of the club or the school: what the village wants most. All text is already in its language. */
export interface PosterModel {
  title: string;
  titleRu?: string;
  subtitle: string;
  subtitleRu?: string;
  /** Up to eight are shown, in the given order. */
  rows: readonly PosterRow[];
  /** Word under the number of votes: «добуш». */
  votesLabel: string;
  /** Up to four numbers: how many people, sessions, votes. */
  facts: readonly { value: string; label: string; labelRu?: string }[];
  /** Address of the public page; drawn as a QR code and printed in letters. */
  qrUrl: string;
  /** What the code is for, in a line or two. */
  qrLabel?: string;
  qrLabelRu?: string;
  /** Who publishes it and when. */
  footer: string;
  footerRu?: string;
  lang?: DocumentLanguage;
  date?: Date;
}

/** Most rows a poster has room for. */
export const POSTER_ROWS = 8;
