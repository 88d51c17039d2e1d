"""Study sessions (集中学习): the plan, the roll, the room with its rounds, and the minutes."""
