"""The schools register: who the schools are, what they call themselves."""

from toolkit.schools.lookup import find_school
from toolkit.schools.register import load_schools
from toolkit.schools.school import School
from toolkit.schools.settings import school_from_toml

__all__ = ["School", "find_school", "load_schools", "school_from_toml"]
