import { Describe } from '@pcrm/platform/process';
import { ArrayMinSize, IsInt, Matches, Max, Min } from 'class-validator';
import { DEFAULT_SOURCES } from './clients-work.js';

/** What the clients service is told at its start. */
export class ClientsConfig {
  @Describe(
    'FEED_SOURCES',
    'Sources a feed may name, separated by commas; a later one wins over an earlier one for the same day.',
  )
  @ArrayMinSize(1)
  @Matches(/^[a-z][a-z0-9-]{0,31}$/, { each: true })
  feedSources: string[] = [...DEFAULT_SOURCES];

  @Describe('LIST_REFRESH_MS', 'Least time in milliseconds between two refreshes of the averages in the client list.')
  @IsInt()
  @Min(0)
  @Max(600_000)
  listRefreshMs: number = 2_000;
}
