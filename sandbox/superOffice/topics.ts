import type { FastifyRequest } from 'fastify';

import { answerValue } from './body';
import { topicIdOf } from './changes';
import { associate, carrier } from './entity';
import { EVENTS, fire } from './firing';
import { refuse } from './refusals';
import type { Session } from './sessions';
import type { SuperOfficeWorld, User } from './world';

function topicOf(request: FastifyRequest, { state }: SuperOfficeWorld): Session['topic'] {
	const id = topicIdOf(request);
	const topic = state.topics.find((one) => one.id === id);
	return topic ?? refuse(404, 'SoNotFoundException', `ChatTopic with id ${id} was not found.`);
}

/** `POST ChatTopic/{id}/Sessions`: a new chat, waiting in the queue. */
export function createSession(request: FastifyRequest, user: User, world: SuperOfficeWorld) {
	const topic = topicOf(request, world);
	const { state, clock, store } = world;
	const id = Math.max(...state.sessions.keys()) + 1;
	const now = clock.now();
	const session: Session = {
		id,
		topic,
		status: 'InQueue',
		customer: { name: '', email: '' },
		firstMessage: '',
		lastMessage: '',
		requested: now,
		idle: now,
		messages: [],
	};
	state.sessions.set(id, session);
	store.hold('created', { ChatSessionId: id, TopicId: topic.id });
	fire(world, EVENTS.created, session, user);
	return carrier(session, request);
}

/** `GET ChatTopic/{id}/IsOpen`: whether it is within the opening hours now. */
export function isOpen(request: FastifyRequest, world: SuperOfficeWorld) {
	topicOf(request, world);
	return answerValue(world.settings.open);
}

/** `GET ChatTopic/{id}/UserAgent`: who works on the topic. */
export function topicAgents(request: FastifyRequest, world: SuperOfficeWorld) {
	const { id } = topicOf(request, world);
	return world.state.associates
		.filter(({ topics }) => topics.includes(id))
		.map((user) => ({
			TopicId: id,
			User: associate(user),
			CanListen: true,
			CanRespond: true,
			CanManage: false,
			CanNotify: true,
		}));
}

/** `POST Agents/Chat/GetChatPresence`: who is there now. https://docs.superoffice.com/en/api/web-services/endpoints/agents-webapi/index */
export function presence({ state }: SuperOfficeWorld) {
	return state.associates
		.filter(({ topics }) => topics.length > 0)
		.map(({ serviceId, fullName, present, topics, id }) => ({
			UserId: serviceId,
			DisplayName: fullName,
			OngoingChats: [...state.sessions.values()].filter(({ user }) => user?.id === id).length,
			Present: present,
			ChatTopics: topics,
			TableRight: null,
			FieldProperties: {},
		}));
}
