#!/usr/bin/env node
import { Command } from 'commander';

const pcrm = new Command('pcrm').description('Feeds, imports, rebuilds and examines a PCRM installation.');

await pcrm.parseAsync();
