import {
	agentIn,
	type Conversation,
	fileLine,
	firstGiven,
	type Line,
	type Speaker,
	withFiles,
	withoutDoubles,
} from './conversation';
import { textOfHtml } from './html';
import type { Part } from './part';
import { unixTime } from './unixTime';

const VISITORS: unknown[] = ['user', 'lead', 'contact'];
const AGENTS: unknown[] = ['admin', 'team', 'bot'];

/** By which way the first message came: who began the conversation. */
const BEGUN_BY: Record<string, Conversation['initiator']> = {
	customer_initiated: 'visitor',
	admin_initiated: 'operator',
	operator_initiated: 'autoinvite',
	automated: 'autoinvite',
	campaigns_initiated: 'autoinvite',
};

/** A conversation as Intercom's API gives it. https://developers.intercom.com/docs/references/rest-api/api.intercom.io/conversations @throws Failure for what is none, or not all of one */
export async function readIntercom(conversation: Part): Promise<Conversation> {
	conversation.object('a conversation of Intercom');
	const type = conversation.at('type');
	if (!type.isBlank && type.value !== 'conversation')
		throw type.refused('Take one conversation, as GET /conversations/{id} gives it.');
	requireClosed(conversation.at('state'));
	const source = conversation.at('source').object('the first message');
	const parts = await partsOf(conversation.at('conversation_parts'));
	const delivered = source.at('delivered_as').text();
	const initiator =
		delivered !== undefined && Object.hasOwn(BEGUN_BY, delivered) ? BEGUN_BY[delivered] : undefined;
	const first = lineOf(
		source,
		conversation.at('created_at'),
		initiator === 'autoinvite' ? 'system' : undefined,
	);
	const kept = parts.filter(isMessage);
	const lines = kept.map((part) => lineOf(part, part.at('created_at')));
	const redacted = source.at('redacted').flag();
	const said = [...(redacted ? [] : [first]), ...lines].filter(({ text }) => !text.isBlank);
	const contacts = conversation.at('contacts', 'contacts');
	const people = [
		...(contacts.isList ? contacts.list() : []),
		...[source, ...kept].map((part) => part.at('author')).filter(isVisitor),
	];
	const ofContact = (key: string) => firstGiven(...people.map((person) => person.at(key)));
	const id = conversation.at('id').id();
	return {
		place: conversation.at('conversation_parts').place,
		id: id && `intercom-${id}`,
		name: ofContact('name'),
		phone: ofContact('phone'),
		email: ofContact('email'),
		initiator,
		lines: said,
		leftOut: 1 + parts.length - said.length,
	};
}

function requireClosed(state: Part): void {
	if (state.isBlank || state.value === 'closed') return;
	throw state.refused('CallGear takes finished chats only: upload the conversation when it is closed.');
}

/** Intercom gives the newest 500 alone. */
async function partsOf(held: Part): Promise<Part[]> {
	const parts = await withoutDoubles(held.at('conversation_parts').list());
	const total = held.at('total_count');
	if (total.isBlank || Number(total.value) <= parts.length) return parts;
	throw total.refused(
		'Intercom gives the newest 500 parts of a conversation: the older ones would be lost.',
		`says ${String(total.value)}, but there are ${parts.length} parts`,
	);
}

/** Notes are for the team alone; the others say that something was done, unless they have a text. */
function isMessage(part: Part): boolean {
	part.object('a part of a conversation');
	const type = part.at('part_type').text() ?? '';
	return !type.startsWith('note') && !part.at('redacted').flag();
}

function lineOf(part: Part, time: Part, speaker?: Speaker): Line {
	const body = part.at('body');
	const html = body.text();
	const attachments = part.has('attachments') ? part.at('attachments').list() : [];
	const files = attachments.map((file) => fileLine('file', file.at('name').text()));
	const subject = part.at('subject').text();
	const text = [subject, html].filter((each) => each !== undefined).map(textOfHtml);
	const said = withFiles(text.filter((each) => each !== '').join('\n'), files);
	// Of what nobody said, nobody has to be known as its author
	const known = said === '' ? 'system' : (speaker ?? speakerOf(part.at('author')));
	return {
		time: said === '' ? time : unixTime(time),
		speaker: known,
		text: body.as(said),
		place: part.place,
	};
}

const isVisitor = (author: Part) => VISITORS.includes(author.at('type').value);

function speakerOf(author: Part): Speaker {
	const type = author.at('type');
	if (isVisitor(author)) return 'visitor';
	if (!AGENTS.includes(type.value)) throw type.refused('Known are user, lead, contact, admin, team and bot.');
	return agentIn(author);
}
