package ocs.pulse.demo;

import java.util.List;
import java.util.random.RandomGenerator;

/** What people and chatbots say to each other. This text stays in Postgres. */
final class DemoTalk {

    private static final List<String> GREETINGS =
            List.of("Hello!", "Good morning.", "Hi,", "Good evening.", "Thank you.", "Sorry to ask again,", "Okay.");
    private static final List<String> QUESTIONS = List.of(
            "my daughter has had a fever since yesterday evening, should I bring her in?",
            "how often can I take the tablets the nurse gave me?",
            "what papers do I need for the appointment on Thursday?",
            "I missed my last visit, can I still get the vaccination?",
            "is it safe to travel in the eighth month?",
            "the baby does not want to drink since this morning.",
            "which clinic near the market is open on Sunday?",
            "can you explain the test result in simple words?",
            "I feel dizzy when I stand up, is that normal?",
            "where do I report that the water pump in our village is broken?",
            "how do I plant the new maize seed when the rain is late?",
            "my leaves have brown spots, I can send a photo.",
            "how much does the second consultation cost?",
            "can my husband come along to the counselling?",
            "I would like to change my phone number in your list.",
            "does the loan need a guarantor?");
    private static final List<String> ANSWERS = List.of(
            "A fever above 39 degrees for more than a day should be seen by a health worker.",
            "Please take one tablet in the morning and one in the evening, always after a meal.",
            "You need your health card and, if you have it, the letter from your last visit.",
            "Yes, a missed vaccination can be caught up; the next open day is on Tuesday from 8 to 12.",
            "Many people feel this in the first weeks, but tell the nurse if it gets stronger.",
            "The clinic behind the market is open on Sunday until 14:00.",
            "The result shows that your iron is a little low. Beans, spinach and meat help.",
            "I have noted your question and passed it to the team; somebody will call you.",
            "Plant after the second good rain, two seeds a hole, and leave a forearm between the holes.",
            "Brown spots are often a fungus: remove the leaves and do not water from above.",
            "The second consultation is free of charge for members.",
            "Of course, family members are welcome in every session.");
    private static final List<String> CLOSINGS = List.of(
            "Is there anything else I can help you with?",
            "Please tell me if that was helpful.",
            "In an emergency call 112 at once.",
            "I am an automated assistant and cannot replace a doctor.",
            "");
    private static final List<String> FIRST_NAMES = List.of(
            "Amina", "Bongani", "Chidi", "Divya", "Esther", "Farid", "Grace", "Hassan", "Imani", "João", "Kavita",
            "Lwazi", "Maria", "Ngozi", "Omar", "Priya", "Rafael", "Siti", "Thandi", "Zoë");
    private static final List<String> LAST_NAMES = List.of(
            "Abebe",
            "Banda",
            "Castro",
            "Dlamini",
            "Eze",
            "Fernandes",
            "Gupta",
            "Hussein",
            "Iyer",
            "Juma",
            "Kamau",
            "Mbeki",
            "Núñez",
            "Okafor",
            "Patel",
            "Rahman",
            "Santos",
            "Tembo",
            "Wanjiru",
            "Yusuf");

    private final RandomGenerator random;

    DemoTalk(RandomGenerator random) {
        this.random = random;
    }

    String question() {
        return one(GREETINGS) + " " + one(QUESTIONS);
    }

    String answer() {
        return (one(ANSWERS) + " " + one(ANSWERS) + " " + one(CLOSINGS)).strip();
    }

    /** What a chatbot says when it failed. */
    String apology() {
        return "Something went wrong on our side. Please try again in a moment.";
    }

    String person() {
        return one(FIRST_NAMES) + " " + one(LAST_NAMES);
    }

    <T> T one(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
