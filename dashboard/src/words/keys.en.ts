import type { keysZh } from './keys.zh.js';
import type { Translated } from './translated.js';

export const keysEn: Translated<typeof keysZh> = {
  keys: {
    title: 'Help: keys',
    on: 'Single letters act',
    onHint:
      'Turn them off when you dictate or hit keys by accident; Ctrl K, arrows, Enter and Esc always work. While typing no letter acts.',
    everywhere: 'Everywhere',
    lists: 'Lists',
    work: 'Daily work',
    screens: 'To a page (g, then the letter)',
    do: {
      palette: 'find clients or pages',
      search: 'into the search field, else open the search',
      help: 'this help',
      close: 'close a drawer or menu',
      move: 'up and down',
      page: 'a page, first and last row',
      open: 'open the row',
      select: 'select or not (allocation)',
      why: 'why the row is what it is (compliance)',
      waive: 'waive the row (compliance)',
      day: 'through the rows of the day',
      log: 'log a contact (my day, client)',
      stage: 'move the opportunity on (client)',
      walk: 'previous and next client of the list (client)',
      save: 'save while logging a contact',
      board: 'pick up, move, drop on the board',
    },
  },
};
