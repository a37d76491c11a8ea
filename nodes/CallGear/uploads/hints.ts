import type { IExecuteFunctions } from 'n8n-workflow';

import { isTool } from '../../engine/errors';
import { runOf } from '../../engine/executionPlace';
import { hint } from '../../engine/hint';
import type { Words } from './kind';
import { DEFAULT_BATCH_SIZE } from './options';

/** From which run in an execution a loop around the node is taken for one. */
const LOOPED = 3;

/** How many runs at the same time are many. */
const MANY = 5;

/** The runs under way that have asked for the account's time zone. */
const asking = new Set<object>();

/** Says that a loop which hands the node one after the other is not needed. @param count how many there are */
export function hintOfLoop(context: IExecuteFunctions, count: number, { one, many }: Words): void {
	// An agent calls its tools as it likes
	if (count !== 1 || isTool(context.getNode()) || runOf(context) + 1 < LOOPED) return;
	hint(
		context,
		`This is run ${runOf(context) + 1} of this node in one execution, with one ${one}. Where a loop hands over one ${one} after the other, remove the loop: ${DEFAULT_BATCH_SIZE} ${many} fit one request, and CallGear takes only so many requests a minute.`,
	);
}

/** To be told when a run asks for the account's time zone; says how to do without, where many do at the same time. */
export function zoneAsked(context: IExecuteFunctions): void {
	if (asking.has(context)) return;
	asking.add(context);
	if (asking.size < MANY) return;
	hint(
		context,
		`${asking.size} runs at the same time ask CallGear for the account's time zone. Enter it as Account Time Zone in the options: each run then makes one request less.`,
	);
}

/** To be called at the end of a run, however it ends. */
export function zoneNoLongerAsked(context: IExecuteFunctions): void {
	asking.delete(context);
}
