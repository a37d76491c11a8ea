import type { Lab } from '../lab';
import type { Report } from '../report/report';
import type { Effort } from '../rounds';

import { nodeAlone } from './alone';
import { allowed, oneSession, opening, sideBySide, slowsDown, withoutLimits } from './asItComes';
import { chats } from './chats';
import { eventsIn } from './events';
import { wholeFlow } from './flow';
import { expiry, rateLimit } from './limits';
import { readyServer, waitingServer } from './messages';
import { packageCost } from './package';
import { manyRows } from './manyRows';
import { manyUploads } from './manyUploads';
import { longestStall } from './stall';
import { uploads } from './uploads';

type Progress = (line: string) => void;

/** A scenario: what it is called on the command line, and how it is measured. */
export interface Scenario {
	number: number;
	run(lab: Lab, effort: Effort, progress: Progress): Promise<Report>;
}

/** All scenarios, in the order of the document. */
export const SCENARIOS: Scenario[] = [
	{ number: 1, run: async (lab, effort, say) => await waitingServer(lab, effort, false, say) },
	{ number: 1, run: async (lab, effort, say) => await waitingServer(lab, effort, true, say) },
	{ number: 2, run: async (lab, effort, say) => await readyServer(lab, effort, false, say) },
	{ number: 2, run: async (lab, effort, say) => await readyServer(lab, effort, true, say) },
	{ number: 3, run: uploads },
	{ number: 4, run: chats },
	{ number: 5, run: rateLimit },
	{ number: 6, run: expiry },
	{ number: 7, run: packageCost },
	{ number: 7, run: nodeAlone },
	{ number: 8, run: wholeFlow },
	{ number: 9, run: longestStall },
	{ number: 10, run: eventsIn },
	{ number: 11, run: withoutLimits },
	{ number: 12, run: sideBySide },
	{ number: 13, run: allowed },
	{ number: 14, run: slowsDown },
	{ number: 15, run: oneSession },
	{ number: 16, run: manyUploads },
	{ number: 17, run: manyRows },
	{ number: 18, run: opening },
];
