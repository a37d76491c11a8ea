import type { NodeContract } from './contract';
import { type FaultName, faultNames, faults, type Report } from './faults';

/** How many items a run has, and how many of them at the same time. */
export interface Load {
	items: number;
	/** 0 is automatic. */
	concurrency: number;
}

/** So many items that some of them meet a fault and others do not. */
export const MANY = 12;

/** Every fault of a node's own call meets every one of these. */
export const loads: Load[] = [
	{ items: 1, concurrency: 1 },
	{ items: MANY, concurrency: 0 },
	{ items: MANY, concurrency: 1 },
	{ items: MANY, concurrency: 8 },
];

/** A way in which n8n tries again once something has failed, and the load that it is tried with. */
export interface Again extends Load {
	onError: 'stopWorkflow' | 'continueErrorOutput';
	/** How often the node is tried by its setting Retry On Fail; once where that is off. */
	tries: number;
}

/** Every fault of a node's own call meets every one of these; an execution that stops is then retried with On Error set to continue. */
export const agains: Record<string, Again> = {
	'Retry On Fail': { items: MANY, concurrency: 8, onError: 'stopWorkflow', tries: 3 },
	'Retry On Fail under Continue': { items: 1, concurrency: 1, onError: 'continueErrorOutput', tries: 3 },
	'a retry of the execution': { items: MANY, concurrency: 1, onError: 'stopWorkflow', tries: 1 },
};

/** The faults that strike a single call. */
export const faultsOfCalls = faultNames.filter(
	(name) => faults[name].hits !== 'all' && !faults[name].session,
);

/** What the user learns about the items that a fault strikes. */
export function reportOf(contract: NodeContract, name: FaultName): Report {
	const { writes, reads } = faults[name];
	return contract.exceptions?.[name]?.report ?? (contract.writes ? writes : reads);
}
