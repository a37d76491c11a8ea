import { asFailure, invalidField } from '../../../engine/errors';
import type { Fields } from '../../../engine/fields';
import { given } from '../../../engine/given';
import { mapBreathing } from '../../../engine/wait';
import type { IncomingChat } from '../body';
import { Findings } from '../../uploads/findings';
import { wireFields, type WireValue } from '../../uploads/wireFields';
import { Agents, WHO_IT_IS } from './agents';
import { readChatwoot } from './chatwoot';
import type { Conversation, Line } from './conversation';
import { exportIn, jsonIn } from './exported';
import { type ExportFormat, NAMES } from './exportFields';
import { readIntercom } from './intercom';
import { readJivo } from './jivo';
import { otherFormat } from './otherFormat';
import type { Part } from './part';
import { readTelegram } from './telegram';
import { readWhatsapp } from './whatsapp';

/** How each format is read. */
const FORMATS: Record<ExportFormat, (part: Part, fields: Fields) => Promise<Conversation>> = {
	chatwoot: async (part) => await readChatwoot(await jsonIn(part)),
	intercom: async (part) => await readIntercom(await jsonIn(part)),
	jivo: async (part) => readJivo(await jsonIn(part)),
	telegram: async (part, fields) => await readTelegram(await jsonIn(part), fields),
	whatsapp: readWhatsapp,
};

/** The chat that an export of another tool holds. @throws Failure when it is none of its format, or cannot be told apart */
export async function chatOfExport(fields: Fields): Promise<IncomingChat> {
	const format = fields.choice('exportFormat') as ExportFormat;
	const conversation = await read(format, fields);
	const agents = new Agents(fields);
	const { lines, leftOut, place } = conversation;
	return given({
		chat: wireFields([...membersOf(conversation, fields), ['messages', undefined, place]]),
		messages: await mapBreathing(lines, (line) => messageOf(line, agents, fields.itemIndex)),
		findings: new Findings(),
		employees: given({ other: agents.other, remedy: WHO_IT_IS }),
		leftOut: leftOut > 0 ? leftOut : undefined,
	});
}

/** A format that was never chosen is the likeliest reason why an export cannot be read. */
async function read(format: ExportFormat, fields: Fields): Promise<Conversation> {
	const part = await exportIn(fields);
	try {
		return await FORMATS[format](part, fields);
	} catch (caught) {
		const other = otherFormat(part.value, format);
		if (other === undefined) throw asFailure(caught);
		throw invalidField(
			fields.label('exportFormat'),
			`is ${NAMES[format]}, but "${part.place}" looks like an export of ${other}`,
			`Choose ${other} as ${fields.label('exportFormat')}.`,
		);
	}
}

function membersOf(
	{ id, name, phone, email, initiator, lines, place }: Conversation,
	fields: Fields,
): WireValue[] {
	// What the export does not have is asked for by the node's own field
	const contact = (key: 'phone' | 'email', part?: Part): WireValue =>
		part && !part.isBlank ? [key, part.value, part.place] : [key, undefined, fields.label(key)];
	return [
		['name', name?.value, name?.place ?? place],
		contact('phone', phone),
		contact('email', email),
		['status', statusOf(lines), place],
		['initiator', initiator, place],
		['ext_id', id, place],
		['site_id', undefined, fields.label('siteId')],
	];
}

/** As CallGear's reports mean the words: both sides wrote, no visitor did, or nobody answered. */
function statusOf(lines: Line[]): string {
	if (!lines.some(({ speaker }) => speaker === 'visitor')) return 'refused';
	return lines.some(({ speaker }) => typeof speaker === 'object') ? 'succeed' : 'lost';
}

function messageOf({ time, speaker, text, place }: Line, agents: Agents, item: number) {
	const isAgent = typeof speaker === 'object';
	return wireFields(
		[
			['date_time', time.value, time.place],
			['source', isAgent ? 'operator' : speaker, place],
			['employee_id', isAgent ? agents.employeeOf(speaker) : undefined, isAgent ? speaker.place : place],
			['message', text.value, text.place],
		],
		item,
	);
}
