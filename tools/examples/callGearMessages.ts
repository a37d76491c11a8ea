import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { range } from 'lodash';
import { DateTime } from 'luxon';

import { PROJECT } from '../runtime/paths';

/** A clinic's chats of one month, a row for each message, as a chat tool would export them. */
export const CALLGEAR_MESSAGES = 'callgear-messages.csv';

const CHATS = 480;
const FIRST_CHAT = DateTime.fromISO('2025-03-03T08:00:00', { zone: 'utc' });

const VISITORS = [
	'Zoë Ångström',
	'Łucja Żak',
	'João Gonçalves',
	'أحمد الفارسي',
	'Ольга Щербакова',
	'王小明',
	'Siobhán Ó Briain',
	'Nguyễn Thị Hoa',
	'Jürgen Groß',
	'Mira Patel',
];

const OPERATORS = [9012, 9013, 9014, 9015];

/** What a visitor asks and an operator answers, turn by turn. */
const TALKS = [
	[
		'Is there a free slot on Friday?',
		'Yes, at 11:00. Shall I book it?',
		'Please do 🙂',
		'Done – see you on Friday.',
	],
	[
		'Was kostet eine Zahnreinigung?',
		'Für Neukunden 89 €, inklusive Beratung.',
		'Größere Schäden auch?',
		'Das sehen wir uns vorher an.',
	],
	['هل العيادة مفتوحة يوم السبت؟', 'نعم، من التاسعة حتى الثانية.', 'شكراً', 'على الرحب والسعة.'],
	['Можно перенести приём на вторник?', 'Да, есть время в 15:30.', 'Подходит, спасибо!', 'Записали вас.'],
	['Aceitam "cartão", ou só dinheiro?', 'Aceitamos os dois.\nE também MB WAY.', 'Ótimo, até já', 'Até já!'],
];

type Row = Record<string, string | number>;

/** Most chats have four to seven messages; every twelfth is lost before an answer, every fifteenth never answered by the visitor. */
function chatRows(number: number): Row[] {
	const start = FIRST_CHAT.plus({ minutes: number * 7 + Math.floor(number / 60) * 1020 });
	const lost = number % 12 === 5;
	const refused = !lost && number % 15 === 7;
	const talk = TALKS[number % TALKS.length];
	const length = lost || refused ? 2 : 4 + (number % 4);
	return range(length).map((turn) => {
		const byOperator = refused || (!lost && turn % 2 === 1);
		return {
			chat_id: `clinic-${String(number + 1).padStart(4, '0')}`,
			time: start.plus({ seconds: 20 + turn * 95 + (number % 9) }).toFormat('yyyy-MM-dd HH:mm:ss'),
			from: byOperator ? 'operator' : 'visitor',
			agent_id: byOperator ? OPERATORS[(number + Math.floor(turn / 4)) % OPERATORS.length] : '',
			text: refused ? talk[1] : talk[(lost ? 0 : turn) % talk.length],
			visitor: VISITORS[number % VISITORS.length],
			phone: number % 3 === 2 ? '' : `+97150 ${String(1_000_000 + number * 37)}`,
			email: number % 3 === 0 ? '' : `visitor${number + 1}@example.org`,
			status: lost ? 'lost' : refused ? 'refused' : 'succeed',
		};
	});
}

function csvCell(value: string | number): string {
	const text = String(value);
	return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** The table, always the same: all messages in the order of their times, so that chats run side by side. */
export function callGearMessages(): string {
	const rows = range(CHATS)
		.flatMap(chatRows)
		.sort((a, b) => String(a.time).localeCompare(String(b.time), 'en'));
	const lines = [Object.keys(rows[0]), ...rows.map((row) => Object.values(row))];
	return lines.map((line) => `${line.map(csvCell).join(',')}\n`).join('');
}

/** Run by itself it writes the file: `npx tsx tools/examples/callGearMessages.ts`. */
if (require.main === module) {
	writeFileSync(join(PROJECT, 'examples/data', CALLGEAR_MESSAGES), callGearMessages());
}
