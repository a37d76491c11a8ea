import groupBy from 'lodash/groupBy';

import type { Held } from '../store';
import { type Bubble, type ShownChat, shownFile, shownTime, type View } from '../view';
import type { LoggedMessage } from './messages';
import type { HaptikWorld } from './world';

/** The account as a person sees it: each user's messages to the bot or agent, and who is registered. */
export function view({ store, state, settings }: HaptikWorld): View {
	const bubble = ({ fact, file }: Held<LoggedMessage>): Bubble => ({
		side: 'customer',
		at: shownTime(fact.created_at),
		text: fact.message_body,
		file: file && shownFile(store, { ...file, name: file.fileName ?? 'file', type: file.contentType }),
	});
	const chat = ([authId, logged]: [string, Array<Held<LoggedMessage>>]): ShownChat => ({
		id: authId,
		title: state.users.get(authId)?.name ?? authId,
		about: [`Auth ID ${authId}`, `Business ID ${logged[0].fact.business_id}`],
		bubbles: logged.map(bubble),
	});
	const logged = [...store.held<LoggedMessage>('message'), ...store.held<LoggedMessage>('file')];
	const users = Object.entries(
		groupBy(
			logged.sort((a, b) => a.id - b.id),
			({ fact }) => fact.auth_id,
		),
	);
	return {
		chats: users.sort(([, a], [, b]) => b[b.length - 1].id - a[a.length - 1].id).map(chat),
		lists: [
			{
				title: 'Registered users',
				heads: ['Auth ID', 'Name', 'Mobile number', 'Email'],
				rows: [...state.users.values()].map(({ auth_id, name = '', mobile_no = '', email = '' }) => [
					auth_id,
					name,
					mobile_no,
					email,
				]),
			},
			{ title: 'Businesses', heads: ['Business ID'], rows: settings.businessIds.map((id) => [String(id)]) },
		],
	};
}
