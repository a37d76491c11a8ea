import { contracts, type Entry, titleOf } from '../../../test/support/contracts';

/** How much of the soak goes through one node. */
export interface Line {
	entry: Entry;
	/** What an item is, for the results. */
	unit: 'message' | 'file' | 'chat';
	count: number;
	/** Items of one execution. */
	together: number;
	/** What is added to each item's file, so that it has a size worth speaking of. */
	fileBytes?: number;
	/** Options of the node that differ from its contract's. */
	options: object;
}

const FILE_BYTES = 200_000;
/** As the node packs them by itself: CallGear allows 60 requests a minute. */
const CALLGEAR_BATCH = 50;

function line(title: string, unit: Line['unit'], count: number, options: object = {}): Line {
	const entry = contracts.find((candidate) => titleOf(candidate) === title);
	if (!entry) throw new Error(`No node has the contract ${title}`);
	const sized = unit === 'file' ? { together: 25, fileBytes: FILE_BYTES } : { together: 500 };
	return { entry, unit, count, options, ...sized };
}

/** What goes through one n8n in one run; a new node joins here. Scaled down for a short run. */
export function planOf(scale: number): Line[] {
	const whole = [
		line('superOfficeAddChatMessage (onsite)', 'message', 10_000),
		line('superOfficeAddChatMessage (online)', 'message', 10_000),
		line('callGearUploadChats (API key)', 'chat', 2_000, { batchSize: CALLGEAR_BATCH }),
		line('haptikSendFile', 'file', 150),
		line('expertflowUploadFile', 'file', 100),
		line('expertflowSendMedia (from file)', 'file', 150),
		line('genesysAttachFile (new file)', 'file', 100),
	];
	return whole.map((one) => ({ ...one, count: Math.max(1, Math.round(one.count * scale)) }));
}
