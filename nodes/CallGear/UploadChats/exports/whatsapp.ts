import { map, uniq } from 'lodash';

import { invalidField } from '../../../engine/errors';
import type { Fields } from '../../../engine/fields';
import { visible } from '../../../engine/visible';
import { mapBreathing } from '../../../engine/wait';
import { alike, shown } from '../../values';
import { Agents } from './agents';
import type { Conversation, Line } from './conversation';
import { wantedOf } from './lastConversation';
import type { Part } from './part';
import { type Entry, entriesOf } from './whatsappLines';
import { saidIn } from './whatsappNotices';
import { timesOf } from './whatsappDays';

const MOST_TOLD = 5;

const LINE_END = /\r\n|[\n\r]/;

/** Whom the phone does not know stands there by number. */
const NUMBER = /^\+\d[\d\s().\u2010-\u2015-]{6,}$/;

interface Said extends Entry {
	sender: string;
}

/** The text that WhatsApp's Export chat writes, of one chat. https://faq.whatsapp.com/1180414079177245 @throws Failure for what is none */
export async function readWhatsapp(file: Part, fields: Fields): Promise<Conversation> {
	const text = textOf(file);
	const agents = new Agents(fields);
	const entries = await entriesOf(file, text.split(LINE_END), agents.names);
	const times = await timesOf(entries, fields);
	const told = await mapBreathing(entries, (entry, index) => ({
		...entry,
		text: saidIn(entry.text),
		time: times[index],
	}));
	const said = told.filter((entry): entry is Said => entry.sender !== undefined && entry.text.trim() !== '');
	const senders = uniq(map(said, 'sender'));
	const visitor = visitorAmong(senders, agents, fields);
	const ours = new Set(senders.filter((sender) => agents.has(sender)));
	const lines = await mapBreathing(
		said,
		({ sender, time, text: words, part }): Line => ({
			time: part.as(time),
			speaker: ours.has(sender) ? { name: sender, place: part.place } : 'visitor',
			text: part.as(words),
			place: part.place,
		}),
	);
	const known = visitor === undefined ? {} : { [NUMBER.test(visitor) ? 'phone' : 'name']: file.as(visitor) };
	return {
		place: file.place,
		...known,
		lines: await wantedOf(lines, fields),
		leftOut: entries.length - said.length,
	};
}

function textOf(file: Part): string {
	if (typeof file.value === 'string') return file.value;
	throw file.refused(
		'Read the file with Extract From File, operation Extract From Text File, and give the text here.',
		'holds no text',
	);
}

/** Who is left when the agents are known. @throws Failure when the sides cannot be told */
function visitorAmong(senders: string[], agents: Agents, fields: Fields): string | undefined {
	const listed = senders.slice(0, MOST_TOLD).map((sender) => `"${visible(sender.slice(0, 60))}"`);
	const there = `The export has messages of ${listed.join(', ')}${senders.length > MOST_TOLD ? ' and others' : ''}.`;
	if (agents.isEmpty) {
		const remedy = `WhatsApp does not say which side is yours: click Add Agent for each of your own people, and enter the name that the export has. ${there}`;
		throw invalidField(fields.label('agents'), 'is empty', remedy);
	}
	const visitors = senders.filter((sender) => !agents.has(sender));
	if (uniq(visitors.map(alike)).length < 2) return visitors.at(0);
	const unmet = agents.unmet(senders);
	if (unmet)
		throw invalidField(unmet.label, `holds ${shown(unmet.name)}, who wrote nothing in the export`, there);
	throw invalidField(
		fields.label('agents'),
		`leaves ${visitors.length} visitors, but a chat of CallGear has one`,
		`Add all who are yours; a group of several customers cannot be uploaded. ${there}`,
	);
}
