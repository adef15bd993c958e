from .activities import AssignmentPage, LessonPage, QuizPage, QuizQuestion
from .bank import Question, Rubric
from .outline import CourseIndexPage, CoursePage, ModulePage
from .words import ActivityWords

__all__ = [
    "ActivityWords",
    "AssignmentPage",
    "CourseIndexPage",
    "CoursePage",
    "LessonPage",
    "ModulePage",
    "Question",
    "QuizPage",
    "QuizQuestion",
    "Rubric",
]
